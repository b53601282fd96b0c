import { bunce } from '../../shared/bunce/api/bunce.ts';
import { BunceError } from '../../shared/bunce/api/bunce-error.ts';
import { PeopleUnread } from '../../shared/webhook/people.ts';
import { print } from '../arguments.ts';
import { Failure } from '../failure.ts';
import { interruption } from '../interruption.ts';
import { agreeToLive } from '../live-account.ts';
import { bunceOf } from '../stack-bunce.ts';
import type { StackOptions } from '../stack-options.ts';
import { type ReachedStack, withStack } from '../stack.ts';
import { importBar } from './bar.ts';
import { dry, keptNowhere } from './dry.ts';
import { type FromOptions, sourceOf } from './from.ts';
import { go, type Going } from './go.ts';
import type { Import } from './import-rows.ts';
import { CALLING, LEASED } from './in-time.ts';
import { type Keeping, keepingOf, type Kept, keptImport } from './kept.ts';
import { paceOf } from './pace.ts';
import { type Preview, previewing } from './preview.ts';
import { refusedList } from './refused-list.ts';
import { refusals, type Report, textOf } from './report.ts';
import { reserve, reservedAt } from './reserve.ts';
import type { Source } from './source.ts';

export interface Options extends StackOptions, FromOptions {
  readonly callsPerMinute?: number;
  readonly dryRun?: boolean;
  readonly restart?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

export async function importCustomers(options: Options): Promise<void> {
  await withStack(options, async (stack) => {
    const callsPerMinute = paceOf(options.callsPerMinute, stack);
    const source = await sourceOf(options, stack);
    process.stderr.write(`${source.where} → Bunce at ${stack.bunceUrl}\n`);
    const account = await bunceOf(stack, options);
    if (!options.dryRun && !options.yes) await agreeToLive(account, asked(account.baseUrl));
    const giveBack = reserve(reservedAt(stack), callsPerMinute);
    const client = bunce({ ...account, ...CALLING, callsPerMinute });
    try {
      await run({ options, stack, source, keeping: keepingOf(source.key, { ...stack, account }), customers: client.customers });
    } finally {
      giveBack();
      await client.close();
    }
  });
}

const asked = (baseUrl: string) => ({
  what: `import into the live account at ${baseUrl}`,
  otherwise: 'nothing was imported',
  instead: ', or --dry-run',
});

interface Running extends Pick<Import, 'customers'> {
  readonly options: Options;
  readonly stack: ReachedStack;
  readonly source: Source;
  readonly keeping: Keeping;
}

async function run({ options, stack, source, keeping, customers }: Running): Promise<void> {
  const { dryRun = false, json } = options;
  const kept = keptFor(options, keeping);
  const common = { settings: stack.settings, provider: source.provider };
  const real: Import = { ...common, customers, people: () => stack.peopleAnew(LEASED) };
  const work = dryRun ? dry(real) : real;
  const interrupted = interruption();
  const preview = previewing();
  const from = dryRun ? `dry-${options.from}` : options.from;
  const list = refusedList({ ...stack, from, key: keeping.key, counted: refusals(kept.state.report) });
  const onEnds: Going['onEnds'] = (ends) => {
    list.note(ends);
    if (dryRun) preview.see(ends);
  };
  const report = await shown({ source, work, kept, interrupted, onEnds });
  finish(report, { dryRun, json, interrupted, preview: preview.first, all: list.file });
}

function keptFor({ dryRun, restart, from }: Options, keeping: Keeping): Kept {
  if (dryRun) return keptNowhere();
  const kept = keptImport(keeping, from);
  if (!kept.isBegun) return kept;
  if (restart) {
    kept.forget();
    return { ...keptNowhere(), save: kept.save, forget: kept.forget };
  }
  process.stderr.write(`goes on after ${kept.state.report.seen} rows of an earlier run (--restart begins anew)\n`);
  return kept;
}

async function shown(going: Going): Promise<Report> {
  let done = going.kept.state.report.seen;
  const bar = importBar(done);
  try {
    const onEnds: Going['onEnds'] = (ends) => {
      going.onEnds(ends);
      bar.show((done += ends.length));
    };
    return await go({ ...going, onEnds, onTotal: bar.expect });
  } catch (error) {
    if (error instanceof PeopleUnread) throw new Failure(`${error.message}; run it again to go on`);
    if (error instanceof BunceError) throw new Failure(`${error.message}; run it again to go on after ${done} rows`);
    throw error;
  } finally {
    bar.end();
  }
}

interface Finish {
  readonly json: boolean | undefined;
  readonly dryRun: boolean;
  readonly interrupted: AbortSignal;
  readonly preview: readonly Preview[];
  readonly all: string;
}

function finish(report: Report, { dryRun, json, interrupted, preview, all }: Finish): void {
  const first = preview.map(({ number, id, email, end }) => `  ${number}: ${[id, email, end].filter(Boolean).join('  ')}`);
  const text = [textOf(report, { dryRun, all }), ...(first.length > 0 ? ['the first:', ...first] : [])].join('\n');
  const data = { dryRun, finished: !interrupted.aborted, ...report, ...(refusals(report) > 0 && { listedIn: all }) };
  print(json, { data: { ...data, ...(dryRun && { first: preview }) }, text });
  if (interrupted.aborted) process.stderr.write('not finished: run it again to go on\n');
  if (process.exitCode === undefined && refusals(report) > 0) process.exitCode = 1;
}
