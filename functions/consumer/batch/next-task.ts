import type { Context, Task } from '../context.ts';
import { broken } from '../deliver/deliver.ts';
import { DELIVERED, type Delivery, rejected } from '../delivery.ts';
import { holds } from '../people/arrival.ts';
import { emailKey, emailKeyOf, type PersonRef, refOf } from '../people/person-ref.ts';
import { isStale, PROFILE } from '../people/person.ts';
import { approach } from '../state/addresses.ts';
import { claimed, personOf } from '../state/find-person.ts';
import { leaseOrForward } from '../state/lease-or-forward.ts';
import { leasePerson, namedAgain } from '../state/lease-person.ts';
import { entryOf } from '../state/ledger.ts';
import type { Lease } from '../state/lease.ts';
import { type Step, turnOf } from '../step.ts';
import { isSettled, keyOf, letGo, pageOf, readPages, record } from './notes.ts';
import { addressed, datedBy, isDue, isOutdone, outdone } from './forgotten.ts';
import { nextStep } from './heads.ts';
import type { Run } from './run.ts';
import { taskOf } from './task.ts';
import { mustJoin } from './wait.ts';

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
    for (const { run, step, found } of await Promise.all(reached.map(taskOrEnd)))
      if ('step' in found) tasks.set(run, found);
      else if (found.kind === 'retry' && run.pages.has(keyOf(step))) record(run, { step, delivery: found, context });
      else run.ends.set(turnOf(step), found);
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
  run.ends.set(turnOf(step), end);
  return [];
}

async function endOrLease(run: Run, { step, ref, context }: Preparing & { readonly ref: PersonRef }): Promise<Delivery | undefined> {
  if (step.work.kind === 'unbound') return unbound(step, { what: step.work.what, context });
  if (step.work.kind === 'untold') return DELIVERED;
  if (step.work.kind === 'impossible') return undefined;
  if (mustJoin(step, context)) return { kind: 'waiting' };
  const lease = await hold(run, { ref, context });
  if (lease === 'taken') return { kind: 'busy' };
  return lease === 'unknown' ? { kind: 'waiting' } : undefined;
}

async function taskOrEnd({ run, ...preparing }: Reached) {
  const { step, context } = preparing;
  const found = await underLease(run, preparing).catch((error: unknown) => broken(step, { context, error }));
  return { run, step, found };
}

async function underLease(
  run: Run,
  { step: given, ref: named, context }: Preparing & { readonly ref: PersonRef },
): Promise<Task | Delivery> {
  const entry = entryOf(await pageOf(run, { step: given, context }), given.id);
  const step = datedBy(given, entry);
  const ref = addressed(named, { step, person: run.lease?.person });
  const preparing = { step, ref, context };
  if (step.work.kind === 'impossible') return isSettled(step, entry) ? settled(context) : rejected(step.work.detail);
  const { lease } = run;
  if (lease && claimed(ref, context.people) === lease.person.id && step.work.kind !== 'trigger') return unproven(step, context);
  if (ref.owned && isOutdone(run, step)) return outdone(context);
  if (lease ? !isDue({ ...preparing, lease }, entry) : isSettled(step, entry)) return settled(context);
  // What was begun stays with whom it was begun for.
  if (entry?.state === 'sending' && entry.person !== undefined && entry.person !== lease?.person.id) {
    await letGo(run, context);
    const other = await leaseOrForward(entry.person, { people: context.people });
    if (other === 'taken') return { kind: 'busy' };
    run.lease = other;
    const found = entryOf(await pageOf(run, { step, context }), step.id);
    return isSettled(step, found) ? settled(context) : taskOf(run, { ...preparing, lease: other, entry: found });
  }
  if (!run.lease) return { kind: 'busy' };
  if (claimed(ref, context.people) === run.lease.person.id) await reportMismatch(preparing, run.lease.person.id);
  const came = await arriveAt(run.lease, preparing);
  return came === 'done' ? taskOf(run, { ...preparing, lease: run.lease, entry }) : { kind: 'busy' };
}

/** An account comes to an e-mail that is new, or another's by what was written, before the first call. */
async function arriveAt(lease: Lease, { step, ref, context: { people } }: Preparing & { readonly ref: PersonRef }) {
  const { email } = ref.customer;
  const { person } = lease;
  if (step.work.kind !== 'profile' || !ref.owned || email === undefined || person.erasedAt !== undefined) return 'done';
  const isMove = email !== person.email || !holds(people.look(emailKey(email)), person.id);
  if (!isMove || isStale(person, { mark: PROFILE, at: Date.parse(step.at) })) return 'done';
  return approach({ people, lease, email });
}

async function hold(run: Run, { ref, context }: { readonly ref: PersonRef; readonly context: Context }) {
  const { people } = context;
  if (run.lease && personOf(ref, people) === run.lease.person.id) return namedAgain(run.lease, { ref, people });
  await letGo(run, context);
  const lease = await leasePerson(ref, people);
  if (typeof lease !== 'string') run.lease = lease;
  return lease;
}

/** What a shopper's browser may have written says whom an event is told of, and changes nothing of theirs. */
function unproven({ id, envelope, work }: Step, { metrics, log }: Context): Delivery {
  metrics.count('unproven', { what: work.kind });
  log.info('not done: only the shopper says whose it is', { correlation_id: envelope.id, step: id });
  return DELIVERED;
}

/** Whoever pays names one account and has the e-mail of another. */
async function reportMismatch({ step, ref, context }: Preparing & { readonly ref: PersonRef }, person: string): Promise<void> {
  const { people, metrics, log } = context;
  const { owner } = people.look(emailKeyOf(ref) ?? '');
  if (owner === undefined || owner === person || (await people.peek(owner))?.account === undefined) return;
  metrics.count('idMismatch', { provider: ref.provider });
  log.warn('the id that the shopper gives is one account, the e-mail another', { correlation_id: step.envelope.id, step: step.id });
}

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
