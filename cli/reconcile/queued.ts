import { type Found, seeing } from '../../functions/reconcile/known.ts';
import { depth, scan } from '../../shared/queue/scan.ts';
import type { QueueAddress } from '../../shared/queue/sender.ts';
import type { Taken } from '../../shared/queue/taken.ts';

/** Messages that are looked into: each is held back for a moment, and what is behind it waits. */
const MOST_QUEUED = 1000;

/** What waits for the consumer; what it holds back for a later try is waited for, a little. Nobody sees what stands behind others of its group. */
export async function queuedIn(queue: QueueAddress): Promise<Found> {
  const { visible, hidden } = await depth(queue);
  const seen = seeing();
  if (visible > MOST_QUEUED) return seen.found(visible + hidden);
  const settle = async (batch: readonly Taken[]): Promise<readonly Taken[]> => {
    for (const { parked } of batch) if (parked.envelope) seen.see(parked.envelope);
    return [];
  };
  return seen.found(await scan({ queue, patient: true, settle }));
}
