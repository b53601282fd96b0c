import { styleText } from 'node:util';

import type { Command } from 'commander';

import { enabled } from '../../infra/enabled.ts';
import { catalogueOf, readCatalogueFile } from '../../shared/config/catalogue-file.ts';
import { print } from '../arguments.ts';
import { baseUrlOf, bunceKey, settledOf } from '../bunce-account.ts';
import { type StackOptions, withStackOptions } from '../stack-options.ts';
import { accountFindings, catalogueFindings, setupOf } from './bunce.ts';
import { unboundFindings } from './unbound.ts';
import { type Finding, examined, green, red } from './finding.ts';

interface Options extends StackOptions {
  readonly baseUrl?: string;
  readonly catalogue?: string;
  readonly unbound?: boolean;
  readonly suggestQuiet?: boolean;
  readonly json?: boolean;
}

export function doctorCommand(program: Command): void {
  const command = program
    .command('doctor')
    .description('examine config, catalogue, Bunce account and stack, one line each; exit 1 when one is red');
  withStackOptions(command, 'default')
    .option('--base-url <url>', "Bunce's URL with its version, instead of the stage's")
    .option('--catalogue <file>', "where the catalogue is, instead of the stage's")
    .option('--unbound', 'also what the providers tell and no binding takes')
    .option('--suggest-quiet', "instead of all this: what to set as each provider's quiet, learned from the webhooks of 14 days")
    .option('--json', 'print the findings as one line of JSON')
    .action(doctor);
}

async function doctor(options: Options): Promise<void> {
  if (options.suggestQuiet) return suggest(options);
  const findings = await examined('config', async () => findingsOf(options));
  print(options.json, { data: findings, text: findings.map(line).join('\n') });
  process.exitCode = findings.some(({ state }) => state === 'red') ? 1 : 0;
}

async function suggest(options: Options): Promise<void> {
  const { suggestQuiet, suggestionText } = await import('./suggest-quiet.ts');
  const { config, names } = namedIn(options);
  const data = await suggestQuiet({ options, config, enabled: names });
  print(options.json, { data, text: data.map(suggestionText).join('\n') });
}

/** The providers of the stage that is meant. */
function namedIn(options: Options) {
  const config = settledOf({ ...options, stage: options.stage ?? 'default' });
  return { config, names: enabled({ ...options.project(), config }).map(({ name }) => name) };
}

async function findingsOf(options: Options): Promise<readonly Finding[]> {
  const { stackFindings } = await import('./stack.ts');
  const stage = options.stage ?? 'default';
  const project = options.project();
  const baseUrl = baseUrlOf({ ...options, stage });
  const { config, names } = namedIn(options);
  const settled = { ...config, bunce: { baseUrl } };
  const held = readCatalogueFile(options.catalogue ?? catalogueOf(project, stage));
  const catalogue = held.kind === 'held' ? held.catalogue : undefined;
  const none = red('catalogue', { text: held.kind === 'none' ? 'there is none' : 'it cannot be read', fix: setupOf(settled) });
  return [
    green('config', `stage ${settled.stage}, providers ${names.join(', ')}`),
    ...(catalogue ? catalogueFindings({ settled, catalogue }) : [none]),
    ...(options.unbound ? await unboundFindings({ project, settled, enabled: names }) : []),
    ...(await accountFindings({ settled, key: async () => bunceKey(baseUrl), catalogue })),
    ...(await stackFindings({ options, settled, enabled: names })),
  ];
}

const MARKS = { green: '✓', red: '✗', note: '•', skipped: '–' } as const;
const COLOURS = { green: 'green', red: 'red', note: 'yellow', skipped: 'gray' } as const;

function line({ state, check, text, fix }: Finding): string {
  const mark = styleText(COLOURS[state], MARKS[state], { stream: process.stdout });
  return `${mark} ${check}: ${state === 'skipped' ? 'skipped, ' : ''}${text}${fix === undefined ? '' : `  → ${fix}`}`;
}
