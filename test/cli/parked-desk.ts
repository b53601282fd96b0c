import { afterAll, afterEach, beforeAll } from 'vitest';

import { sampleOf } from '../../cli/sample.ts';
import { Envelope } from '../../shared/queue/envelope.ts';
import { Parked, unpacked } from '../../shared/queue/parked.ts';
import type { QueueAddress } from '../../shared/queue/sender.ts';
import { type Place, startPlace } from './place.ts';

/** A place that is emptied after each test, and what its queues hold. */
export function parkedDesk() {
  let place: Place;
  let used = 0;
  beforeAll(async () => {
    place = await startPlace();
  });
  afterEach(async () => {
    for (const queue of [place.queue, place.parked]) await place.drain(queue);
  });
  afterAll(async () => place.stop());
  const bodies = async (queue: QueueAddress): Promise<unknown[]> =>
    (await place.drain(queue)).map(({ Body = '' }): unknown => JSON.parse(Body));
  return {
    place: () => place,
    fresh: (name: string): string => `${name}-${(used += 1)}`,
    readable: today(sampleOf('paystack', 'charge.success').body),
    sent: async (): Promise<readonly Envelope[]> => (await bodies(place.queue)).map((body) => Envelope.parse(body)),
    left: async (): Promise<readonly Parked[]> => (await bodies(place.parked)).map((body) => Parked.parse(unpacked(body))),
    parked: async (...parameters: readonly string[]) => {
      const { code, stdout, stderr } = await place.run('parked', ...parameters, '--json');
      return { code, stderr, answer: stdout === '' ? undefined : (JSON.parse(stdout) as unknown) };
    },
  };
}

/** The same body, of this moment: what is replayed must not be too old. */
const today = (body: Buffer): string => body.toString().replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, new Date().toISOString());
