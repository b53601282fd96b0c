import type { Context, Task } from '../context.ts';
import { DELIVERED, type Delivery } from '../delivery.ts';
import { marksOf } from '../deliver/deliver.ts';
import { type Entry, entryOf } from '../state/ledger.ts';
import type { PersonRef } from '../people/person-ref.ts';
import { ADDRESS, isStale, type Person } from '../people/person.ts';
import { isSameId, type Step } from '../step.ts';
import { isSettled, pageIn } from './notes.ts';
import type { Run } from './run.ts';

/** A copy of it is no newer for coming later. */
export const datedBy = (step: Step, entry: Entry | undefined): Step =>
  entry?.at === undefined ? step : { ...step, at: new Date(entry.at).toISOString() };

/** Not settled; or settled, and the invocation ended before it was kept of the person: a profile, attributes or an erasure, which do no harm twice. */
export const isDue = (task: Omit<Task, 'claim'>, entry: Entry | undefined): boolean =>
  !isSettled(task.step, entry) || (entry?.state === 'delivered' && isForgotten(task, entry));

function isForgotten(task: Omit<Task, 'claim'>, entry: Entry): boolean {
  const { id, marks, erasedAt } = task.lease.person;
  // By an e-mail it may lead to somebody else by now.
  if (erasedAt !== undefined || entry.person !== id) return false;
  return task.step.work.kind === 'erasure' || Object.entries(marksOf(task)).some(([mark, at]) => (marks[mark] ?? 0) < at);
}

/** An older event says no address of an account that has moved on. */
export const addressed = (ref: PersonRef, { step, person }: { readonly step: Step; readonly person: Person | undefined }): PersonRef =>
  ref.owned && person && isStale(person, { mark: ADDRESS, at: Date.parse(step.at) })
    ? { ...ref, customer: { ...ref.customer, email: undefined } }
    : ref;

/** A newer profile of theirs was written, and is again if that was not kept of the person: never this one over it. */
export const isOutdone = (run: Run, step: Step): boolean =>
  step.work.kind === 'profile' &&
  run.strand.some(({ steps }) =>
    steps.some((other) => {
      const entry = other.work.kind === 'profile' && isSameId(other, step) ? entryOf(pageIn(run, other), other.id) : undefined;
      return entry?.state === 'delivered' && Date.parse(datedBy(other, entry).at) > Date.parse(step.at);
    }),
  );

/** Settled, but never in silence. */
export function outdone({ metrics }: Context): Delivery {
  metrics.count('stale', { what: 'profile' });
  return DELIVERED;
}
