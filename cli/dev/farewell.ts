import { depth, queueClient } from '../../local/depth.ts';
import type { LocalRun } from '../../local/local-run.ts';

/** Webhooks that have come to no end. */
export interface Left {
  readonly waiting: number;
  readonly parked: number;
}

/** What is on the queues; nothing where nobody tells. */
export async function leftIn(run: LocalRun): Promise<Left> {
  const client = queueClient(run);
  const on = async (queue: string): Promise<number> => depth(client, run.queues[queue]?.url ?? '').catch(() => 0);
  const [waiting, parked] = await Promise.all([on('Queue'), on('Parked')]);
  client.destroy();
  return { waiting, parked };
}

/** The last line of a run. */
export function farewell(left: Left, isKept: boolean): string {
  const counted = Object.entries(left).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []));
  if (counted.length === 0) return 'stopped';
  return `stopped; webhooks that are ${isKept ? 'there at the next start' : 'gone'}: ${counted.join(', ')}`;
}
