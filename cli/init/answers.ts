import { providers } from '../../functions/webhooks/registry.ts';
import { didYouMean } from '../../shared/bunce/nearest.ts';
import { words } from '../../shared/config/words.ts';
import { settingsMistakes } from '../../shared/config/settings-check.ts';
import type { ProviderSettings } from '../../shared/webhook/provider.ts';
import { ask } from '../prompt.ts';
import { UsageError } from '../usage.ts';
import { mistakeInCountry } from './country.ts';

/** What init has to know. */
export interface Answers {
  /** By name, each with the settings that it cannot be without. */
  readonly providers: Readonly<Record<string, ProviderSettings>>;
  readonly identity: string;
  readonly country: string;
  /** Where a setting is still to be filled in, and with what. */
  readonly open: readonly string[];
}

export interface Told {
  readonly providers?: string;
  readonly identity?: string;
  readonly country?: string;
  /** Nobody can be asked. */
  readonly yes?: boolean;
}

/** From the options, else from whoever sits there. Throws a UsageError for what cannot be. */
export async function answersOf({ yes = false, ...told }: Told): Promise<Answers> {
  const list = await settled('Providers, such as clerk,paystack', {
    option: 'providers',
    told: told.providers,
    yes,
    mistakeIn: mistakeInNames,
  });
  const names = namesIn(list);
  const [only, ...others] = names;
  const identity = await settled("Which of them has the customer ids that are to be Bunce's", {
    option: 'identity',
    told: told.identity ?? (others.length === 0 ? only : undefined),
    yes,
    mistakeIn: (name) => (names.includes(name) ? undefined : `--identity is one of the providers: ${names.join(', ')}; got "${name}"`),
  });
  const country = await settled('The country of phone numbers that tell none, such as NG', {
    option: 'country',
    told: told.country,
    yes,
    mistakeIn: mistakeInCountry,
  });
  const settings: Record<string, ProviderSettings> = {};
  for (const name of names) settings[name] = yes ? placeholders(name) : await askedSettings(name);
  return { providers: settings, identity, country, open: yes ? names.flatMap(openIn) : [] };
}

interface Question {
  readonly option: string;
  readonly told: string | undefined;
  readonly yes: boolean;
  mistakeIn(answer: string): string | undefined;
}

async function settled(text: string, { option, told, yes, mistakeIn }: Question): Promise<string> {
  if (told === undefined && yes) throw new UsageError(`--yes asks nothing: give --${option}`);
  for (;;) {
    const answer = told ?? (await ask(`${text}: `));
    const mistake = mistakeIn(answer);
    if (mistake === undefined) return answer;
    if (told !== undefined) throw new UsageError(mistake);
    process.stderr.write(`${mistake}\n`);
  }
}

const namesIn = (list: string): readonly string[] => [...new Set(list.split(/[\s,]+/).filter(Boolean))];

function mistakeInNames(list: string): string | undefined {
  const [names, known] = [namesIn(list), Object.keys(providers)];
  const strange = names.find((name) => !known.includes(name));
  if (strange !== undefined) return `no provider is called "${strange}"${didYouMean(strange, known)}; there are ${known.join(', ')}`;
  return names.length === 0 ? `name a provider at least: ${known.join(', ')}` : undefined;
}

/** Setting → what is expected of it. */
function required(name: string): readonly (readonly [string, string])[] {
  const issues = providers[name]?.settings?.safeParse({}, words).error?.issues ?? [];
  return issues.map(({ path, message }) => [path.join('.'), message.replace(/^expected /, '')]);
}

const placeholders = (name: string): ProviderSettings => Object.fromEntries(required(name).map(([key]) => [key, `<${key}>`]));

const openIn = (name: string): readonly string[] => required(name).map(([key, what]) => `providers.${name}.${key}: ${what}`);

async function askedSettings(name: string): Promise<ProviderSettings> {
  const answers: Record<string, string> = {};
  for (const [key, what] of required(name)) {
    const mistakeIn = (value: string): string | undefined =>
      mistakesIn(name, { [key]: value }).find((mistake) => mistake.startsWith(`providers.${name}.${key}`));
    answers[key] = await settled(`${name}: ${what}`, { option: key, told: undefined, yes: false, mistakeIn });
  }
  return answers;
}

function mistakesIn(name: string, given: ProviderSettings): readonly string[] {
  const provider = providers[name];
  return provider ? settingsMistakes({ provider, given, place: `providers.${name}` }) : [];
}
