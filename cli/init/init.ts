import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Command } from 'commander';

import { homeOf, sampleNames } from '../../local/samples.ts';
import { print } from '../arguments.ts';
import type { InProject } from '../project.ts';
import { confirm, interactive } from '../prompt.ts';
import { UsageError } from '../usage.ts';
import { type Answers, answersOf, type Told } from './answers.ts';
import { diff } from './diff.ts';
import { filesFor, type Planned } from './files.ts';

interface Options extends InProject, Told {
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  npx bunce-sync init
  npx bunce-sync init --yes --providers clerk,paystack --identity clerk --country NG
  npx bunce-sync --project services/webhooks init --yes --providers stripe --country GB`;

export function initCommand(program: Command): void {
  program
    .command('init')
    .description('add bunce-sync to this folder: config, catalogue, a test, and what npm, TypeScript and CDK need; nothing is overwritten')
    .option('--providers <names>', 'whose webhooks are taken, with commas between them')
    .option('--identity <provider>', "the one of them whose customer ids are Bunce's; with one provider it is that")
    .option('--country <code>', 'ISO 3166-1: how phone numbers without a country code read')
    .option('--yes', 'ask nothing')
    .option('--json', 'print what was done as one line of JSON')
    .addHelpText('after', EXAMPLES)
    .action(init);
}

async function init({ folder, json, ...told }: Options): Promise<void> {
  if (!told.yes && !interactive()) {
    throw new UsageError('init asks: where nobody can answer give --yes with --providers, --identity and --country');
  }
  const answers = await answersOf(told);
  const files = await filesFor(answers, folder);
  const [created, changed] = [files.filter(isNew), files.filter(isChanged)];
  const left = files.filter((file) => !file.adds && !isNew(file) && file.before !== file.after);
  process.stderr.write(planText({ created, changed, left }));
  const agreed = told.yes || (await confirm(changed.length > 0 ? 'Write these, and the changes above?' : 'Write these?'));
  for (const file of agreed ? [...created, ...changed] : []) write(join(folder, file.path), file.after);
  const names = (some: readonly Planned[]): readonly string[] => some.map(({ path }) => path);
  const data = { written: agreed, created: names(created), changed: names(changed), left: names(left), open: answers.open };
  print(json, { data, text: agreed ? nextText(answers, { left }) : 'nothing was written' });
}

const isNew = ({ before }: Planned): boolean => before === undefined;
const isChanged = ({ adds, before, after }: Planned): boolean => adds === true && before !== undefined && before !== after;

interface Plan {
  readonly created: readonly Planned[];
  readonly changed: readonly Planned[];
  /** There already, otherwise than it would be written. */
  readonly left: readonly Planned[];
}

const planText = ({ created, changed, left }: Plan): string =>
  [
    ...created.map(({ path }) => `new      ${path}`),
    ...changed.map(({ path, before = '', after }) => `changes  ${path}\n${diff(before, after).replace(/^/gm, '         ')}`),
    ...left.map(({ path }) => `left     ${path}, which is there already`),
  ]
    .map((line) => `${line}\n`)
    .join('');

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function nextText({ providers, open }: Answers, { left }: Pick<Plan, 'left'>): string {
  const [name = ''] = Object.keys(providers);
  const [sample = 'NAME'] = sampleNames(homeOf(name));
  return [
    ...(open.length > 0 ? ['To fill in, in bunce-sync.config.ts:', ...open.map((place) => `  ${place}`), ''] : []),
    ...(left.some(({ path }) => path === 'cdk.json') ? [OWN_APP, ''] : []),
    'Next:',
    '  npm install',
    '  npx bunce-sync dev',
    `  npx bunce-sync send ${name} --sample ${sample}     (in another terminal)`,
  ].join('\n');
}

const OWN_APP = "Your own CDK app takes it in: new BunceSync(stack, 'Sync', { project: folder }), from 'bunce-sync/cdk'";
