import type { PersonRef } from '../people/person-ref.ts';
import { type Person, PROFILE } from '../people/person.ts';
import { entryOf } from '../state/ledger.ts';
import { isSameId, type Step } from '../step.ts';
import { pageIn } from './notes.ts';
import { AHEAD } from './plan.ts';
import type { Run } from './run.ts';

/** Settled, and the invocation ended before it was kept of the person: a profile or an erasure, which do no harm twice. */
export function isForgotten({ marks, erasedAt }: Person, { step, ref }: { readonly step: Step; readonly ref: PersonRef }): boolean {
  const { work, at } = step;
  if (erasedAt !== undefined || isFromFuture(step)) return false;
  return work.kind === 'erasure' || (work.kind === 'profile' && ref.owned && (marks[PROFILE] ?? 0) < Date.parse(at));
}

/** Dated by its receipt, so that a copy of it is no measure of when it happened. */
export const isFromFuture = ({ at, envelope: { receivedAt } }: Step): boolean => Date.parse(at) === Date.parse(receivedAt) + AHEAD;

/** A newer profile of theirs was written, and is again if that was not kept of the person: never this one over it. */
export const isOutdone = (run: Run, step: Step): boolean =>
  step.work.kind === 'profile' &&
  run.strand.some(({ steps }) =>
    steps.some(
      (other) =>
        other.work.kind === 'profile' &&
        isSameId(other, step) &&
        Date.parse(other.at) > Date.parse(step.at) &&
        entryOf(pageIn(run, other), other.id)?.state === 'delivered',
    ),
  );
