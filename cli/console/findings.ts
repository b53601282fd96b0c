import type { Finding } from '../../local/console/lists.ts';
import { catalogueOf, readCatalogueFile } from '../../shared/config/catalogue-file.ts';
import { accountFindings, catalogueFindings } from '../doctor/bunce.ts';
import { examined, type Finding as Line } from '../doctor/finding.ts';
import { stackFindings } from '../doctor/stack.ts';
import type { AwsPlace } from './place.ts';

const LEVELS = { green: 'ok', red: 'error', note: 'warning', skipped: 'warning' } as const;

/** What `doctor` finds of a stack; of the Bunce account only where BUNCE_KEY is set, for nobody can be asked. */
export async function findingsOf({ options, settings, enabled }: AwsPlace): Promise<readonly Finding[]> {
  const key = process.env['BUNCE_KEY'];
  const held = readCatalogueFile(catalogueOf(options.project(), settings.stage));
  const catalogue = held.kind === 'held' ? held.catalogue : undefined;
  const all = await examined('doctor', async () => [
    ...(catalogue ? catalogueFindings({ settled: settings, catalogue }) : []),
    ...(key ? await accountFindings({ settled: settings, key: async () => key, catalogue }) : []),
    ...(await stackFindings({ options, settled: settings, enabled: enabled.map(({ name }) => name) })),
  ]);
  return all.map(shown);
}

const shown = ({ state, check, text, fix }: Line): Finding => ({
  level: LEVELS[state],
  title: check,
  text: `${state === 'skipped' ? 'not examined: ' : ''}${text}${fix === undefined ? '' : ` → ${fix}`}`,
});
