import { afterAll, afterEach, beforeAll } from 'vitest';

import { homeOf, sampleOf } from '../../local/samples.ts';
import { Envelope } from '../../shared/queue/envelope.ts';
import { Parked, unpacked } from '../../shared/queue/parked.ts';
import type { QueueAddress } from '../../shared/queue/sender.ts';
import { type Target, startTarget } from './target.ts';

/** A target that is emptied after each test, and what its queues hold. */
export function parkedDesk() {
  let target: Target;
  let used = 0;
  beforeAll(async () => {
    target = await startTarget();
  });
  afterEach(async () => {
    for (const queue of [target.queue, target.parked]) await target.drain(queue);
  });
  afterAll(async () => target.stop());
  const bodies = async (queue: QueueAddress): Promise<unknown[]> =>
    (await target.drain(queue)).map(({ Body = '' }): unknown => JSON.parse(Body));
  return {
    target: () => target,
    fresh: (name: string): string => `${name}-${(used += 1)}`,
    readable: today(sampleOf(homeOf('paystack'), 'charge.success').body),
    sent: async (): Promise<readonly Envelope[]> => (await bodies(target.queue)).map((body) => Envelope.parse(body)),
    left: async (): Promise<readonly Parked[]> => (await bodies(target.parked)).map((body) => Parked.parse(unpacked(body))),
    parked: async (...parameters: readonly string[]) => {
      const { code, stdout, stderr } = await target.run('parked', ...parameters, '--json');
      return { code, stderr, answer: stdout === '' ? undefined : (JSON.parse(stdout) as unknown) };
    },
  };
}

/** The same body, of this moment: what is replayed must not be too old. */
const today = (body: Buffer): string => body.toString().replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, new Date().toISOString());
