import type { Envelope } from '../../shared/queue/envelope.ts';
import { isOverAge } from '../parked/replay.ts';
import { sendInOrder } from '../parked/replay-all.ts';
import { progress } from '../progress.ts';
import type { Stack } from '../stack.ts';
import type { Happening } from '../../functions/reconcile/happening.ts';

export interface Apply {
  readonly stack: Pick<Stack, 'queue' | 'settings'>;
  /** Asked where some are older than their event's maxAge: whether those are to be sent too. */
  mayBeLate(count: number): Promise<boolean>;
}

export interface Applied {
  readonly sent: number;
  /** What is over age and therefore stays missing. */
  readonly overAge: number;
}

/** Between two steps of the bar. */
const CHUNK = 50;

/** Puts what is missing on the queue, in its order. Killed and run again, it does the same: the ids are. */
export async function apply(missing: readonly Happening[], { stack, mayBeLate }: Apply): Promise<Applied> {
  const all = missing.map(({ envelope }) => ({ envelope, isLate: isOverAge(envelope, stack.settings) }));
  const late = all.filter(({ isLate }) => isLate).length;
  const alsoLate = late > 0 && (await mayBeLate(late));
  const envelopes = all.flatMap(({ envelope, isLate }) => (isLate ? (alsoLate ? [pastItsAge(envelope)] : []) : [envelope]));
  const bar = progress('sending', envelopes.length);
  try {
    for (let from = 0; from < envelopes.length; from += CHUNK) {
      const chunk = envelopes.slice(from, from + CHUNK);
      await sendInOrder(chunk, stack.queue);
      bar.add(chunk.length);
    }
  } finally {
    bar.end();
  }
  return { sent: envelopes.length, overAge: late - (alsoLate ? late : 0) };
}

/** As a replay: the consumer asks nobody's age then. */
const pastItsAge = (envelope: Envelope): Envelope => ({ ...envelope, generation: 1 });
