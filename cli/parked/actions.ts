import { closeSync, openSync, writeSync } from 'node:fs';

import type { Parked } from '../../shared/queue/parked.ts';
import { print } from '../arguments.ts';
import { UsageError } from '../usage.ts';
import { Failure } from '../failure.ts';
import { mayBeLate } from '../late.ts';
import type { StackOptions } from '../stack-options.ts';
import { withStack } from '../stack.ts';
import { drop, type Look, look } from './look.ts';
import { soughtBy } from './person.ts';
import { type Replayed, replayAll } from './replay-all.ts';
import { isSelected, type Selection } from './select.ts';
import { onTerminal } from './terminal.ts';
import { dropText, listText, replayText, type Row, rowOf, shownText, unseenText } from './text.ts';

interface Options extends StackOptions, Selection {
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly again?: boolean;
  readonly person?: string;
}

const selectionOf = ({ reason, provider, since }: Options, id?: string): Selection => ({
  id,
  ...(reason && { reason }),
  ...(provider && { provider }),
  ...(since && { since }),
});

async function seen(options: Options, { selection, see }: Pick<Look, 'selection' | 'see'>): Promise<void> {
  const unseen = await withStack(options, async (stack) => look(stack, { selection, see, show: onTerminal('reading') }));
  if (unseen > 0) process.stderr.write(`${unseenText(unseen)}\n`);
}

export async function list(options: Options): Promise<void> {
  const rows: Row[] = [];
  await seen(options, { selection: selectionOf(options), see: (some) => void rows.push(...some.map(rowOf)) });
  print(options.json, { data: rows, text: listText(rows) });
}

export async function show(id: string, options: Options): Promise<void> {
  const found: Parked[] = [];
  await seen(options, { selection: { id }, see: (some) => void found.push(...some) });
  if (found.length === 0) throw nothingFor(id);
  for (const each of found) print(options.json, { data: each, text: shownText(each) });
}

export async function exported(file: string, options: Options): Promise<void> {
  // Personal data: for nobody else to read.
  const target = openSync(file, 'w', 0o600);
  let count = 0;
  const see = (some: readonly Parked[]): void => {
    count += some.length;
    for (const each of some) writeSync(target, `${JSON.stringify(each)}\n`);
  };
  try {
    await seen(options, { selection: selectionOf(options), see });
    print(options.json, { data: { exported: count, file }, text: `exported ${count} to ${file}` });
  } finally {
    closeSync(target);
  }
}

export async function replay(id: string | undefined, options: Options): Promise<void> {
  const { again = false, dryRun = false, yes = false, json } = options;
  const selection = selectionOf(options, id);
  if (Object.values(selection).every((each) => each === undefined))
    throw new UsageError('say what to replay: an id, --reason, --provider or --since');
  const result = await withStack(options, async (stack) => {
    const how = { stack, again, dryRun, show: onTerminal('replaying') };
    const first = await replayAll({ ...how, overAge: yes, isSelected: (taken) => isSelected(taken, selection) });
    if (dryRun || !(await mayBeLate(first.overAge.length, 'Replay'))) return first;
    const late = new Set(first.overAge);
    const second = await replayAll({ ...how, overAge: true, isSelected: ({ messageId }) => late.has(messageId) });
    return { ...first, sent: [...first.sent, ...second.sent], overAge: [] };
  });
  if (id !== undefined && isEmpty(result)) throw nothingFor(id);
  print(json, { data: { dryRun, ...result, overAge: result.overAge.length }, text: replayText(result, { dryRun }) });
  if (!dryRun && result.stays.length + result.overAge.length > 0) process.exitCode = 1;
}

const isEmpty = ({ sent, nothing, stays, overAge }: Replayed): boolean =>
  [sent, nothing, stays, overAge].every(({ length }) => length === 0);

export async function dropped(id: string | undefined, { person, dryRun = false, ...options }: Options): Promise<void> {
  if ((id === undefined) === (person === undefined)) throw new UsageError('say what to drop: either an id or --person');
  const sought = person === undefined ? undefined : soughtBy(person);
  const all = await withStack(options, async (stack) =>
    drop(stack, { selection: { id }, person: sought, dryRun, show: onTerminal('dropping') }),
  );
  if (id !== undefined && all.length === 0) throw nothingFor(id);
  const rows = all.map(rowOf);
  print(options.json, { data: { dryRun, dropped: rows }, text: dropText(rows, { dryRun }) });
}

const nothingFor = (id: string): Failure => new Failure(`nothing is parked under "${id}"; "parked list" shows the ids`);
