import { depth } from '../../shared/queue/scan.ts';
import type { QueueAddress } from '../../shared/queue/sender.ts';
import { type Found, seeing } from './known.ts';

const LOOKS = 6;
/** Milliseconds between two. */
const PAUSE = 5000;

/** Counts what waits for the consumer and looks into none of it, which would hide it. What is as old as all that is compared would be there each time: the least counts. */
export async function countQueued(queue: QueueAddress, sleep: (ms: number) => Promise<unknown>): Promise<Found> {
  let least = Infinity;
  for (let look = 0; look < LOOKS && least > 0; look += 1) {
    if (look > 0) await sleep(PAUSE);
    const { visible, hidden } = await depth(queue);
    least = Math.min(least, visible + hidden);
  }
  return seeing().found(least);
}
