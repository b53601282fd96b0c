import { styleText } from 'node:util';

import type { Command } from 'commander';

import { enabled } from '../../infra/enabled.ts';
import { stackName } from '../../infra/names.ts';
import { wantsOf } from '../../shared/bunce/wanted.ts';
import { catalogueOf, readCatalogueFile } from '../../shared/runtime/catalogue-file.ts';
import { print } from '../arguments.ts';
import { type AccountOptions, baseUrlOf, bunceKey, settledOf } from '../bunce-account.ts';
import { accountFindings, catalogueFindings } from './bunce.ts';
import { type Finding, examined, green, red } from './finding.ts';

interface Options extends AccountOptions {
  readonly stack?: string;
  readonly catalogue?: string;
  readonly json?: boolean;
}

export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('examine config, catalogue, Bunce account and stack, one line each; exit 1 when one is red')
    .option('--stack <name>', "the stack, instead of the stage's")
    .option('--stage <name>', 'a stage of the config', 'default')
    .option('--base-url <url>', "Bunce's URL with its version, instead of the stage's")
    .option('--catalogue <file>', "where the catalogue is, instead of the stage's")
    .option('--json', 'print the findings as one line of JSON')
    .action(doctor);
}

async function doctor(options: Options): Promise<void> {
  const findings = await examined('config', async () => findingsOf(options));
  print(options.json, { data: findings, text: findings.map(line).join('\n') });
  process.exitCode = findings.some(({ state }) => state === 'red') ? 1 : 0;
}

async function findingsOf(options: Options): Promise<readonly Finding[]> {
  const { stackFindings } = await import('./stack.ts');
  const baseUrl = baseUrlOf(options);
  const settled = { ...settledOf(options.stage), bunce: { baseUrl } };
  const names = enabled(settled);
  const held = readCatalogueFile(options.catalogue ?? catalogueOf(options.stage));
  const catalogue = held.kind === 'held' ? held.catalogue : undefined;
  const none = red('catalogue', { text: held.kind === 'none' ? 'there is none' : 'it cannot be read', fix: 'npm run cli -- setup' });
  return [
    green('config', `stage ${settled.stage}, providers ${names.join(', ')}`),
    ...(catalogue ? catalogueFindings({ settled, catalogue }) : [none]),
    ...(await accountFindings({ baseUrl, key: async () => bunceKey(baseUrl), wants: wantsOf(settled), catalogue })),
    ...(await stackFindings({ stack: options.stack ?? stackName(options.stage), named: options.stack !== undefined, enabled: names })),
  ];
}

const MARKS = { green: '✓', red: '✗', skipped: '–' } as const;
const COLOURS = { green: 'green', red: 'red', skipped: 'gray' } as const;

function line({ state, check, text, fix }: Finding): string {
  const mark = styleText(COLOURS[state], MARKS[state], { stream: process.stdout });
  return `${mark} ${check}: ${state === 'skipped' ? 'skipped, ' : ''}${text}${fix === undefined ? '' : `  → ${fix}`}`;
}
