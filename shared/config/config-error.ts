import { fromSource } from '../runtime/command.ts';

/** What the config gets wrong: all of it, each with its place. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** By their place, without the page to read on. */
  readonly mistakes: readonly string[];

  /** `advice`: what mends all of them. */
  constructor(mistakes: readonly string[], advice?: string) {
    const sorted = [...new Set(mistakes)].toSorted((a, b) => byPlace.compare(placeIn(a), placeIn(b)));
    const lines = [...sorted.map((mistake) => `${mistake} (${pageOf(placeIn(mistake))})`), ...(advice === undefined ? [] : [advice])];
    super(['bunce-sync.config.ts:', ...lines.map((line) => `  ${line}`)].join('\n'));
    this.mistakes = sorted;
  }
}

const byPlace = new Intl.Collator('en', { numeric: true });

const placeIn = (mistake: string): string => /^([\w./[\]-]+(?: [^:]*)?): /.exec(mistake)?.[1] ?? '';

/** Where the package keeps its pages. */
const DOCS = fromSource ? 'docs' : 'node_modules/bunce-sync/docs';

const STAGED = 'configuration.md#what-may-differ-between-stages';

/** First name of a place → the page, with a heading that it has. */
export const PAGES: Readonly<Record<string, string>> = {
  bunce: STAGED,
  testEvents: STAGED,
  placeholderPhone: STAGED,
  alarmEmail: STAGED,
  pageEmail: STAGED,
  runbookUrl: STAGED,
  kmsKeyArn: STAGED,
  throttle: STAGED,
  reservedConcurrency: STAGED,
  logRetention: STAGED,
  domain: STAGED,
  stages: STAGED,
  onErasure: 'configuration.md#erasure',
  delivery: 'configuration.md#delivery',
  providers: 'configuration.md#providers',
  events: 'configuration.md#events',
  ownEvents: 'configuration.md#own-events',
  attributes: 'configuration.md#attributes',
  generic: 'configuration.md#senders-without-a-provider',
};

/** Of all the rest. */
export const TOP = 'configuration.md#for-every-stage';

function pageOf(place: string): string {
  const [first = ''] = place.split(/[.[]/);
  if (place.includes('providers/')) return `${DOCS}/adding-a-provider.md`;
  return `${DOCS}/${(Object.hasOwn(PAGES, first) && PAGES[first]) || TOP}`;
}
