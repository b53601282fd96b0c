import type { Numbers } from '../../local/console/protocol.ts';
import { depth } from '../../shared/queue/scan.ts';
import type { Stack } from '../stack.ts';

/** How many messages the queues of a stack hold. */
export async function numbersOf({ queue, parked }: Pick<Stack, 'queue' | 'parked'>): Promise<Numbers> {
  const [main, dead] = await Promise.all([depth(queue), depth(parked)]);
  return { queued: main.visible, inFlight: main.hidden, parked: dead.visible + dead.hidden };
}
