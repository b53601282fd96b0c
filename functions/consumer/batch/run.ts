import type { Context, Task } from '../context.ts';
import { broken, marksOf } from '../deliver/deliver.ts';
import { DELIVERED, type Delivery, rejected } from '../delivery.ts';
import { type PersonRef, refOf } from '../people/person-ref.ts';
import { isStale, PROFILE, raised } from '../people/person.ts';
import { comeTo } from '../state/addresses.ts';
import { leaseOrForward, leasePerson, namedAgain, personOf } from '../state/lease-person.ts';
import { emptyPage, type Entry, entryOf, occasionPrint, type Page, pageKey, withEntry } from '../state/ledger.ts';
import type { Lease } from '../state/people.ts';
import type { Step } from '../step.ts';
import type { Message, Strand } from './message.ts';
import { mustJoin } from './wait.ts';

/** A strand under way: its steps one after the other, under one lease at a time. */
export interface Run {
  readonly strand: Strand;
  /** Step id → what became of it. */
  readonly ends: Map<string, Delivery>;
  /** Groups that stop at a step that must be tried again, for the order in a group is promised. */
  readonly stopped: Set<string>;
  lease: Lease | undefined;
  /** Of the ledger, as read under the lease and as it shall stand. */
  readonly pages: Map<string, Page>;
  readonly unwritten: Set<string>;
  /** Steps under a lease that could not be let go: what they wrote of their person is not kept. */
  readonly unkept: Set<string>;
}

export const openRun = (strand: Strand): Run => ({
  strand,
  ends: new Map(),
  stopped: new Set(),
  lease: undefined,
  pages: new Map(),
  unwritten: new Set(),
  unkept: new Set(),
});

const stops = (end: Delivery | undefined): boolean => end?.kind === 'retry' || end?.kind === 'busy';

interface Head {
  readonly step: Step;
  readonly message: Message;
}

/** The first open step of each message that may go on, in order. */
function headsOf({ strand, ends, stopped }: Run): readonly Head[] {
  return strand.flatMap((message) => {
    const { receipt, content, steps } = message;
    if (content.kind === 'later' || steps.some(({ id }) => stops(ends.get(id)))) stopped.add(receipt.group);
    const step = stopped.has(receipt.group) ? undefined : steps.find(({ id }) => !ends.has(id));
    return step ? [{ step, message }] : [];
  });
}

function nextStep(run: Run): Step | undefined {
  const heads = headsOf(run);
  return heads.find((_, place) => !mayWait(heads.slice(place)))?.step;
}

/** A message's last attributes, where a later one is still to tell of the same person: theirs go in the same call. Never beyond an erasure. */
function mayWait([head, next, ...rest]: readonly Head[]): boolean {
  if (!head || !next || !isLastAttributes(head) || !isSamePerson(head.step, next.step)) return false;
  const { kind } = next.step.work;
  const forgets = next.message.steps.some(({ work }) => work.kind === 'erasure');
  return !forgets && (kind === 'trigger' || kind === 'profile' || mayWait([next, ...rest]));
}

const isLastAttributes = ({ step, message }: Head): boolean => step.work.kind === 'attributes' && message.steps.at(-1) === step;

const isSamePerson = ({ customer: one, envelope: { provider } }: Step, { customer: other, envelope }: Step): boolean =>
  (one.email !== undefined && one.email === other.email) || (provider === envelope.provider && one.id !== undefined && one.id === other.id);

/** The attributes of the messages behind it, about the same person: they go in the same call. */
export function tasksBeside(run: Run, { task, context }: { readonly task: Task; readonly context: Context }): readonly Task[] {
  const { lease, pages } = run;
  const found: Task[] = [];
  for (const { step, message } of headsOf(run).filter((head) => head.step !== task.step)) {
    const ref = refOf(step, context.settings);
    const entry = entryOf(pages.get(keyOf(step)) ?? emptyPage(''), step.id);
    const isReady = step.work.kind === 'attributes' && message.steps[0] !== step && pages.has(keyOf(step)) && !isSettled(step, entry);
    if (!lease || !isReady || personOf(ref, context.people) !== lease.person.id) return found;
    found.push(taskOf(run, { step, ref, lease, entry, context }));
  }
  return found;
}

/** The next step of each that Bunce must be asked for, with its person in our hands; what needs no call ends on the way. What the ledger says of all is read in one go. */
export async function nextTasks(runs: readonly Run[], context: Context): Promise<ReadonlyMap<Run, Task>> {
  const tasks = new Map<Run, Task>();
  for (;;) {
    const next = runs.flatMap((run) => (tasks.has(run) ? [] : [{ run, step: nextStep(run) }]));
    const open = next.flatMap(({ run, step }) => (step ? [{ run, step, context }] : []));
    if (open.length === 0) return tasks;
    const reached = (await Promise.all(open.map(reach))).flat();
    // Whoever has no page then reads it alone, and alone meets what went wrong.
    await readPages(reached, context).catch(() => {});
    for (const { run, found } of await Promise.all(reached.map(taskOrEnd)))
      if ('step' in found) tasks.set(run, found);
      else run.ends.set(found.id, found.end);
  }
}

interface Preparing {
  readonly step: Step;
  readonly context: Context;
}

interface Reached extends Preparing {
  readonly run: Run;
  readonly ref: PersonRef;
}

/** Ends the step, or takes the lease of whom it is about. */
async function reach({ run, ...preparing }: Preparing & { readonly run: Run }): Promise<Reached[]> {
  const { step, context } = preparing;
  const ref = refOf(step, context.settings);
  const end = await endOrLease(run, { ...preparing, ref }).catch((error: unknown) => broken(step, { context, error }));
  if (!end) return [{ run, ref, ...preparing }];
  run.ends.set(step.id, end);
  return [];
}

async function endOrLease(run: Run, { step, ref, context }: Preparing & { readonly ref: PersonRef }): Promise<Delivery | undefined> {
  if (step.work.kind === 'unbound') return unbound(step, { what: step.work.what, context });
  if (step.work.kind === 'impossible') return undefined;
  if (mustJoin(step, context)) return { kind: 'waiting' };
  const lease = await hold(run, { ref, context });
  if (lease === 'taken') return { kind: 'busy' };
  return lease === 'unknown' ? { kind: 'waiting' } : undefined;
}

async function taskOrEnd({ run, ...preparing }: Reached) {
  const { step, context } = preparing;
  const found = await underLease(run, preparing).catch((error: unknown) => broken(step, { context, error }));
  return { run, found: 'step' in found ? found : { id: step.id, end: found } };
}

async function underLease(run: Run, preparing: Preparing & { readonly ref: PersonRef }): Promise<Task | Delivery> {
  const { step, ref, context } = preparing;
  const entry = entryOf(await pageOf(run, { step, context }), step.id);
  if (step.work.kind === 'impossible') return isSettled(step, entry) ? settled(context) : rejected(step.work.detail);
  const { lease } = run;
  if (isSettled(step, entry)) {
    // What it wrote may not have been kept: its marks are raised again.
    if (lease) lease.learn({ marks: raised(lease.person, marksOf({ step, ref, lease, context })) });
    return settled(context);
  }
  // What was begun stays with whom it was begun for.
  if (entry?.state === 'sending' && entry.person !== undefined && entry.person !== lease?.person.id) {
    await letGo(run, context);
    const other = await leaseOrForward(entry.person, { people: context.people });
    if (other === 'taken') return { kind: 'busy' };
    run.lease = other;
    await pageOf(run, { step, context });
  }
  if (!run.lease) return { kind: 'busy' };
  const came = await arriveAt(run.lease, preparing);
  return came === 'done' ? taskOf(run, { ...preparing, lease: run.lease, entry }) : { kind: 'busy' };
}

/** An account whose e-mail changes comes to the new one before the first call. */
async function arriveAt(lease: Lease, { step, ref, context: { people } }: Preparing & { readonly ref: PersonRef }) {
  const { email } = ref.customer;
  const { person } = lease;
  const isMove =
    step.work.kind === 'profile' && ref.owned && email !== undefined && email !== person.email && person.erasedAt === undefined;
  if (!isMove || isStale(person, { mark: PROFILE, at: Date.parse(step.at) })) return 'done';
  return comeTo({ people, lease, email });
}

async function hold(run: Run, { ref, context }: { readonly ref: PersonRef; readonly context: Context }) {
  const { people } = context;
  if (run.lease && personOf(ref, people) === run.lease.person.id) return namedAgain(run.lease, { ref, people });
  await letGo(run, context);
  const lease = await leasePerson(ref, people);
  if (typeof lease !== 'string') run.lease = lease;
  return lease;
}

interface Bound extends Preparing {
  readonly ref: PersonRef;
  readonly lease: Lease;
  readonly entry: Entry | undefined;
}

function taskOf(run: Run, { step, ref, lease, entry, context }: Bound): Task {
  const key = keyOf(step);
  const { generation } = step.envelope;
  const mine: Entry = { state: 'sending', generation, person: lease.person.id, by: context.token, occasion: occasionPrint(step.occasion) };
  const note = async (next: Entry | undefined): Promise<boolean> => {
    const page = run.pages.get(key);
    if (!page || !(await context.ledger.note(page, { id: step.id, entry: next }))) return false;
    run.pages.set(key, withEntry(page, { id: step.id, entry: next }));
    return true;
  };
  return {
    step,
    ref,
    lease,
    context,
    claim: { isRepeated: entry?.state === 'sending', begin: async () => note(mine), takeBack: async () => void (await note(undefined)) },
  };
}

const keyOf = ({ envelope, customer, commandId }: Step): string => pageKey({ envelope: envelope.id, customer, command: commandId });

/** As read under the lease. */
async function pageOf(run: Run, { step, context }: Preparing): Promise<Page> {
  const key = keyOf(step);
  if (!run.pages.has(key)) await readPages([{ run, step }], context);
  return run.pages.get(key) ?? emptyPage(key);
}

/** Each step's page, together with those that come next about the same person. */
async function readPages(all: readonly { readonly run: Run; readonly step: Step }[], { ledger }: Context): Promise<void> {
  const wanted = all.map(({ run, step }) => ({ run, keys: keysAhead(run, step) }));
  const keys = wanted.flatMap((each) => each.keys);
  const pages = keys.length > 0 ? await ledger.read(keys) : new Map<string, Page>();
  for (const { run, keys: theirs } of wanted) for (const key of theirs) run.pages.set(key, pages.get(key) ?? emptyPage(key));
}

function keysAhead({ strand, ends, pages }: Run, step: Step): readonly string[] {
  if (pages.has(keyOf(step))) return [];
  const next = strand.flatMap(({ steps }) => steps).filter(({ customer, id }) => !ends.has(id) && isSame(customer, step.customer));
  const keys = new Set([step, ...next].map(keyOf));
  return [...keys].filter((key) => !pages.has(key)).slice(0, AHEAD);
}

/** Pages that are read ahead. */
const AHEAD = 25;

const isSame = (one: Step['customer'], other: Step['customer']): boolean => one.id === other.id && one.email === other.email;

/** Settled by an earlier receive; what an earlier generation parked is not, for a replay means to try it again. */
const isSettled = ({ envelope }: Step, entry: Entry | undefined): boolean =>
  entry?.state === 'delivered' || (entry?.state === 'parked' && entry.generation >= envelope.generation);

function settled({ metrics }: Context): Delivery {
  metrics.count('ledgerHits');
  return DELIVERED;
}

/** Nothing in the config asks for it: settled, but never in silence. */
function unbound({ id, envelope }: Step, { what, context }: { readonly what: string; readonly context: Context }): Delivery {
  context.metrics.count('unbound', { what });
  context.log.warn('no binding in the config', { correlation_id: envelope.id, step: id, what });
  return DELIVERED;
}

/** What became of a step that Bunce was asked for. A retry ends when its message has failed for long enough, for reasons of its own. */
export function record(run: Run, { step, delivery, context }: Preparing & { readonly delivery: Delivery }): void {
  const key = keyOf(step);
  const page = run.pages.get(key) ?? emptyPage(key);
  const { generation } = step.envelope;
  const note = (next: Page): void => {
    run.pages.set(key, next);
    run.unwritten.add(key);
  };
  if (delivery.kind === 'delivered')
    note(
      withEntry(page, {
        id: step.id,
        entry: { ...entryOf(page, step.id), state: 'delivered', generation, occasion: occasionPrint(step.occasion) },
      }),
    );
  const isOwn = delivery.kind === 'retry' && delivery.counts;
  const since = page.failing?.generation === generation ? page.failing.since : context.now();
  if (isOwn && page.failing?.since !== since) note({ ...page, failing: { since, generation } });
  run.ends.set(
    step.id,
    isOwn && context.now() - since > context.settings.delivery.giveUpAfter * 1000 ? gaveUp(delivery, context.now() - since) : delivery,
  );
}

const gaveUp = ({ last }: Extract<Delivery, { readonly kind: 'retry' }>, failed: number): Delivery => ({
  kind: 'hopeless',
  reason: 'gave-up',
  detail: `still not delivered ${Math.round(failed / 60_000)} min after it first failed`,
  ...(last && { last }),
});

/** The ledger's notes of several strands, in one write; what cannot be written is kept in memory by the ledger. */
export async function writeNotes(runs: readonly Run[], { ledger, log }: Context): Promise<void> {
  const pages = runs.flatMap((run) => [...run.unwritten].flatMap((key) => run.pages.get(key) ?? []));
  for (const run of runs) run.unwritten.clear();
  if (pages.length === 0) return;
  await ledger.write(pages).catch((error: unknown) => {
    log.error('delivered, but DynamoDB did not take the note of it', { cause: error instanceof Error ? error.name : 'unknown' });
  });
}

/** Notes first, then what was learnt of the person and the release in one write. */
export async function letGo(run: Run, context: Context): Promise<void> {
  const { lease } = run;
  await writeNotes([run], context);
  run.lease = undefined;
  run.pages.clear();
  if (!lease) return;
  const kept = await lease.release().catch(() => false);
  if (!kept) for (const id of run.ends.keys()) run.unkept.add(id);
}

/** After the parking: where the page is no longer in our hands, on condition that the step stands as it did. */
export async function noteParked(
  run: Run,
  { steps, context }: { readonly steps: readonly Step[]; readonly context: Context },
): Promise<void> {
  const foreign = new Set(steps.map(keyOf).filter((key) => !run.pages.has(key)));
  const read = new Map(foreign.size > 0 ? await context.ledger.read(foreign) : []);
  for (const step of steps) {
    const { generation } = step.envelope;
    const key = keyOf(step);
    const entry: Entry = { state: 'parked', generation, occasion: occasionPrint(step.occasion) };
    const page = run.pages.get(key) ?? read.get(key) ?? emptyPage(key);
    await context.ledger.note(page, { id: step.id, entry });
    if (run.pages.has(key)) run.pages.set(key, withEntry(page, { id: step.id, entry }));
    else read.set(key, withEntry(page, { id: step.id, entry }));
  }
}
