import { basename } from 'node:path';

import type { Command } from 'commander';

import { type Account, withAccount } from '../shared/bunce/account/account.ts';
import type { Catalogue } from '../shared/bunce/catalogue.ts';
import { changes } from '../shared/bunce/account/changes.ts';
import { createMissing } from '../shared/bunce/account/define.ts';
import { type Difference, differences, stopsDelivery } from '../shared/bunce/account/differences.ts';
import { readCatalogue } from '../shared/bunce/account/read.ts';
import { type Requirements, requirementsOf } from '../shared/bunce/account/requirements.ts';
import { catalogueFile, catalogueOf } from '../shared/config/catalogue-file.ts';
import { print } from './arguments.ts';
import { UsageError } from './usage.ts';
import { type AccountOptions, baseUrlOf, bunceKey, settledOf } from './bunce-account.ts';
import { committedCatalogue, writeCatalogue } from './catalogue.ts';
import { confirm, interactive } from './prompt.ts';
import { countOf, planText } from './setup-text.ts';
import { command } from '../shared/runtime/command.ts';

interface Given extends AccountOptions {
  readonly create?: boolean;
  readonly yes?: boolean;
  readonly check?: boolean;
  readonly catalogue?: string;
  readonly json?: boolean;
}

type Options = Given & { readonly catalogue: string };

export function setupCommand(program: Command): void {
  program
    .command('setup')
    .description(
      'compare the config with the Bunce account, and write bunce.catalogue.json, of another stage bunce.catalogue.<stage>.json; the key comes from BUNCE_KEY or is asked for',
    )
    .option('--create', 'define in the account what is missing; asks first. Nothing is ever deleted')
    .option('--yes', 'do not ask')
    .option('--check', 'write nothing; exit 1 when account, config and catalogue do not fit (for CI)')
    .option('--stage <name>', 'a stage of the config', 'default')
    .option('--base-url <url>', "Bunce's URL with its version, instead of the stage's")
    .option('--catalogue <file>', "where the catalogue is, instead of the stage's")
    .option('--json', 'print the plan as one line of JSON')
    .action(setup);
}

async function setup(given: Given): Promise<void> {
  const options = { catalogue: (given.check ? catalogueOf : catalogueFile)(given.project(), given.stage), ...given };
  if (options.check && options.create) throw new UsageError('--check changes nothing: leave out --create');
  if (options.create && !options.yes && !interactive()) throw new UsageError('--create asks first: give --yes where nobody can answer');
  const requirements = requirementsOf(settledOf(options));
  const baseUrl = baseUrlOf(options);
  const key = await bunceKey(baseUrl);
  await withAccount({ baseUrl, key }, async (account) => (options.check ? check : write)(account, { options, requirements }));
}

interface Task {
  readonly options: Options;
  readonly requirements: Requirements;
}

async function check(account: Account, { options, requirements }: Task): Promise<void> {
  const found = await readCatalogue(account);
  const plan = differences(requirements, found);
  const drift = changes(requirements, { before: committedCatalogue(options.catalogue), after: found });
  const stale = drift.map((line) => `${basename(options.catalogue)}: ${line}`);
  process.exitCode = drift.length > 0 || plan.some(({ kind }) => kind !== 'unused') ? 1 : 0;
  const verdict =
    process.exitCode === 0
      ? 'nothing has drifted'
      : `drift: correct the config or the account, run "${command('setup')}", commit the catalogue`;
  show(options, { found, plan, more: [...stale, verdict], data: { changes: drift } });
}

async function write(account: Account, { options, requirements }: Task): Promise<void> {
  const before = await readCatalogue(account);
  const found = (await created(account, { options, requirements, before })) ? await readCatalogue(account) : before;
  const plan = differences(requirements, found);
  writeCatalogue(options.catalogue, found);
  process.exitCode = plan.some(stopsDelivery) ? 1 : 0;
  const more = [...advice(plan, options), `wrote ${basename(options.catalogue)}: ${countOf(found)}`];
  show(options, { found, plan, more, data: { written: options.catalogue } });
}

/** Whether anything was created, after showing what and asking. */
async function created(account: Account, { options, requirements, before }: Task & { readonly before: Catalogue }): Promise<boolean> {
  const plan = differences(requirements, before).filter(creatable);
  if (!options.create || plan.length === 0) return false;
  process.stderr.write(`${planText(plan)}\n`);
  const titles = new Set(plan.map(({ subject, name }) => `${subject} ${name}`));
  if (!options.yes && !(await confirm(`Create these ${titles.size} in the account at ${account.baseUrl}?`))) return false;
  await createMissing(account, { requirements, found: before });
  return true;
}

/** Bunce has no call that changes an event. */
const creatable = ({ kind, subject }: Difference): boolean => kind === 'missing' && subject !== 'parameter';

function advice(plan: readonly Difference[], { create }: Options): readonly string[] {
  const [some, fixed] = [plan.some(creatable), plan.some((each) => stopsDelivery(each) && !creatable(each))];
  return [
    ...(some && !create ? ['define what is missing with --create'] : []),
    ...(fixed
      ? ["Bunce's API cannot change an event that exists: add the parameter in its dashboard, or bind the name that is there"]
      : []),
  ];
}

interface Shown {
  readonly found: Catalogue;
  readonly plan: readonly Difference[];
  readonly more: readonly string[];
  readonly data: object;
}

function show({ json }: Options, { found, plan, more, data }: Shown): void {
  const { baseUrl, events, attributes } = found;
  const account = { baseUrl, events: events.length, attributes: attributes.length };
  const head = `Bunce account at ${baseUrl}: ${events.length + attributes.length === 0 ? 'empty' : countOf(found)}`;
  const lines = [head, ...(plan.length > 0 ? [planText(plan)] : []), ...more];
  print(json, { data: { account, differences: plan, ...data }, text: lines.join('\n') });
}
