import type { Person } from '../people/person.ts';
import { type Entry, entryOf } from '../state/ledger.ts';
import { isSameId, type Step } from '../step.ts';
import { pageIn } from './notes.ts';
import { AHEAD } from './plan.ts';
import type { Run } from './run.ts';

interface Settled {
  readonly step: Step;
  readonly entry: Entry;
  /** What it wrote, and when. */
  readonly marks: Person['marks'];
}

/** Settled, and the invocation ended before it was kept of the person: a profile, attributes or an erasure, which do no harm twice. */
export function isForgotten({ id, marks, erasedAt }: Person, { step, entry, marks: written }: Settled): boolean {
  if (erasedAt !== undefined || isFromFuture(step)) return false;
  // By an e-mail it may lead to somebody else by now.
  if (step.work.kind === 'attributes' && entry.person !== id) return false;
  return step.work.kind === 'erasure' || Object.entries(written).some(([mark, at]) => (marks[mark] ?? 0) < at);
}

/** Dated by its receipt, so that a copy of it is no measure of when it happened. */
const isFromFuture = ({ at, envelope: { receivedAt } }: Step): boolean => Date.parse(at) === Date.parse(receivedAt) + AHEAD;

/** A newer profile of theirs was written, and is again if that was not kept of the person: never this one over it. */
export const isOutdone = (run: Run, step: Step): boolean =>
  step.work.kind === 'profile' &&
  run.strand.some(({ steps }) =>
    steps.some(
      (other) =>
        other.work.kind === 'profile' &&
        isSameId(other, step) &&
        !(isFromFuture(other) && isFromFuture(step)) &&
        Date.parse(other.at) > Date.parse(step.at) &&
        entryOf(pageIn(run, other), other.id)?.state === 'delivered',
    ),
  );
