import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { backoff, SPARING } from '../../../../functions/consumer/batch/backoff.ts';
import { MAX_RECEIVE_COUNT, RETENTION } from '../../../../infra/storage.ts';
import { DELIVERY } from '../../../../shared/config/delivery-settings.ts';

const { backoffFloor: floor, backoffCeiling: ceiling, backoffLastCeiling: lastCeiling } = DELIVERY;
const pause = (receiveCount: number, random: number): number =>
  backoff({ receiveCount, floor, ceiling, lastCeiling, random: () => random });

/** Seconds from the first receive to the last. */
const lifetime = (random: number): number =>
  Array.from({ length: MAX_RECEIVE_COUNT - 1 }, (_, received) => pause(received + 1, random)).reduce((sum, each) => sum + each, 0);

describe('the back-off', () => {
  it.each([
    { received: 1, lowest: 30, highest: 90 },
    { received: 2, lowest: 30, highest: 270 },
    { received: 4, lowest: 30, highest: 900 },
    { received: 200, lowest: 30, highest: 900 },
    { received: 201, lowest: 1800, highest: 3600 },
    { received: 1000, lowest: 1800, highest: 3600 },
  ])('after $received receives is from $lowest to $highest seconds', ({ received, lowest, highest }) => {
    expect(pause(received, 0)).toBe(lowest);
    expect(Math.round(pause(received, 1 - Number.EPSILON))).toBe(highest);
  });

  it('stays between its floor and its ceiling, whatever the dice say', () => {
    const dice = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MAX_RECEIVE_COUNT }),
        fc.array(dice, { minLength: 50, maxLength: 50 }),
        (receiveCount, rolls) => {
          const left = [...rolls];
          const seconds = backoff({ receiveCount, floor, ceiling, lastCeiling, random: () => left.pop() ?? 0 });
          const [least, most] = receiveCount > SPARING ? [lastCeiling / 2, lastCeiling] : [floor, ceiling];
          expect(seconds).toBeGreaterThanOrEqual(least);
          expect(seconds).toBeLessThanOrEqual(most);
        },
      ),
    );
  });

  it.each([0, 0.25, 0.5, 1])('makes the receives that the queue allows outlast what it keeps, with dice that always say %d', (random) => {
    expect(lifetime(random)).toBeGreaterThan(RETENTION.toSeconds());
  });
});
