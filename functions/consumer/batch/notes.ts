import { whomOf } from '../../../shared/bunce/command.ts';
import type { Context, Task } from '../context.ts';
import type { Delivery } from '../delivery.ts';
import { emptyPage, type Entry, entryOf, occasionPrint, type Page, pageKey, withEntry } from '../state/ledger.ts';
import { type Step, turnOf } from '../step.ts';
import type { Run } from './run.ts';

export interface About {
  readonly step: Step;
  readonly context: Context;
}

/** The key of the page of the ledger that a step stands on. */
export const keyOf = ({ envelope, customer, commandId }: Step): string => pageKey({ envelope: envelope.id, customer, command: commandId });

/** As read under the lease. */
export async function pageOf(run: Run, { step, context }: About): Promise<Page> {
  await readPages([{ run, step }], context);
  return pageIn(run, step);
}

/** Each step's page, together with those that come next about the same person. */
export async function readPages(all: readonly { readonly run: Run; readonly step: Step }[], { ledger }: Context): Promise<void> {
  const wanted = all.map(({ run, step }) => ({ run, keys: keysAhead(run, step) }));
  const keys = wanted.flatMap((each) => each.keys);
  const pages = keys.length > 0 ? await ledger.read(keys) : new Map<string, Page>();
  for (const { run, keys: theirs } of wanted) for (const key of theirs) run.pages.set(key, pages.get(key) ?? emptyPage(key));
}

function keysAhead({ strand, ends, pages }: Run, step: Step): readonly string[] {
  if (pages.has(keyOf(step))) return [];
  const whom = whomOf(step.customer);
  const next = strand.flatMap(({ steps }) => steps).filter((each) => !ends.has(turnOf(each)) && whomOf(each.customer) === whom);
  const keys = new Set([step, ...next].map(keyOf));
  return [...keys].filter((key) => !pages.has(key)).slice(0, AHEAD);
}

/** Pages that are read ahead. */
const AHEAD = 25;

/** Settled by an earlier receive; what an earlier generation parked is not, for a replay means to try it again. */
export const isSettled = ({ envelope }: Step, entry: Entry | undefined): boolean =>
  entry?.state === 'delivered' || (entry?.state === 'parked' && entry.generation >= envelope.generation);

/** What became of a step that Bunce was asked for. A retry ends when its message has failed for long enough, for reasons of its own. */
export function record(run: Run, { step, delivery, context }: About & { readonly delivery: Delivery }): void {
  const page = pageIn(run, step);
  const { generation } = step.envelope;
  const noted = entryOf(page, step.id);
  const isOvertaken = step.work.kind === 'attributes' && noted?.state === 'sending';
  const person = isWriting(step) && delivery.kind === 'delivered' && !delivery.unwritten ? run.lease?.person.id : undefined;
  const delivered = { ...noted, state: 'delivered', generation, person, occasion: occasionPrint(step.occasion), at: atOf(step) } as const;
  if (delivery.kind === 'delivered' && !delivery.unnoted && !isOvertaken) place(run, { step, entry: delivered });
  const isOwn = delivery.kind === 'retry' && delivery.counts;
  const since = page.failing?.generation === generation ? page.failing.since : context.now();
  if (isOwn && page.failing?.since !== since) keep(run, { ...page, failing: { since, generation } });
  const failed = context.now() - since;
  run.ends.set(turnOf(step), isOwn && failed > context.settings.delivery.giveUpAfter * 1000 ? gaveUp(delivery, failed) : delivery);
}

/** What does no harm twice, if it is of then and of them. */
const isWriting = ({ work: { kind } }: Step): boolean => kind === 'profile' || kind === 'attributes' || kind === 'erasure';

const atOf = (step: Step): number | undefined => (isWriting(step) ? Date.parse(step.at) : undefined);

/** As it was read, else empty. */
export const pageIn = ({ pages }: Run, step: Step): Page => pages.get(keyOf(step)) ?? emptyPage(keyOf(step));

function keep({ pages, unwritten }: Run, page: Page): void {
  pages.set(page.key, page);
  unwritten.add(page.key);
}

const place = (run: Run, { step, entry }: { readonly step: Step; readonly entry: Entry | undefined }): void =>
  keep(run, withEntry(pageIn(run, step), { id: step.id, entry }));

const gaveUp = ({ last }: Extract<Delivery, { readonly kind: 'retry' }>, failed: number): Delivery => ({
  kind: 'hopeless',
  reason: 'gave-up',
  detail: `still not delivered ${Math.round(failed / 60_000)} min after it first failed`,
  ...(last && { last }),
});

/** Attributes that newer ones overtake in the same call are noted before it and not again: found so, they are not sent over the newer ones. False when DynamoDB does not take the note. */
export async function noteOvertaken(all: readonly { readonly run: Run; readonly task: Task }[], context: Context): Promise<boolean> {
  const fresh = all.filter(({ task }) => !task.claim.isRepeated);
  for (const { run, task } of fresh) {
    const { step, lease } = task;
    const { generation } = step.envelope;
    place(run, { step, entry: { state: 'sending', generation, person: lease.person.id, by: context.token, at: atOf(step) } });
  }
  const noted = await writeNotes(
    fresh.map(({ run }) => run),
    context,
  );
  if (!noted) for (const { run, task } of fresh) takeBack(run, task.step);
  return noted;
}

/** What would have overtaken it was refused. */
export const takeBack = (run: Run, step: Step): void => place(run, { step, entry: undefined });

/** The ledger's notes of several strands, in one write; what cannot be written is kept in memory by the ledger. */
export async function writeNotes(runs: readonly Run[], { ledger, log }: Context): Promise<boolean> {
  const open = runs.flatMap((run) => [...run.unwritten].map((key) => ({ run, key })));
  const pages = open.flatMap(({ run, key }) => run.pages.get(key) ?? []);
  for (const run of runs) run.unwritten.clear();
  if (pages.length === 0) return true;
  try {
    await ledger.write(pages);
    return true;
  } catch (error) {
    for (const { run, key } of open) run.unwritten.add(key);
    log.error('delivered, but DynamoDB did not take the note of it', { cause: error instanceof Error ? error.name : 'unknown' });
    return false;
  }
}

/** Notes first, then what was learnt of the person and the release in one write. */
export async function letGo(run: Run, context: Context): Promise<void> {
  const { lease } = run;
  await writeNotes([run], context);
  run.lease = undefined;
  run.pages.clear();
  run.unwritten.clear();
  if (!lease) return;
  const kept = await lease.release().catch(() => false);
  if (!kept) for (const turn of run.ends.keys()) run.unkept.add(turn);
}

/** After the parking: where the page is no longer in our hands, on condition that the step stands as it did. */
export async function noteParked(
  run: Run,
  { steps, context }: { readonly steps: readonly Step[]; readonly context: Context },
): Promise<void> {
  const foreign = new Set(steps.map(keyOf).filter((key) => !run.pages.has(key)));
  const pages = new Map(foreign.size > 0 ? await context.ledger.read(foreign) : []);
  for (const step of steps) {
    const key = keyOf(step);
    const theirs = foreign.has(key) ? pages : run.pages;
    const page = theirs.get(key) ?? emptyPage(key);
    const noting = {
      id: step.id,
      entry: { state: 'parked', generation: step.envelope.generation, occasion: occasionPrint(step.occasion) },
    } as const;
    await context.ledger.note(page, noting);
    theirs.set(key, withEntry(page, noting));
  }
}
