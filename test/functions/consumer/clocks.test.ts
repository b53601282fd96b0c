import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { backoff } from '../../../functions/consumer/backoff.ts';
import { splitRefused } from '../../../functions/consumer/split.ts';
import { DELIVERED, rejected } from '../../../functions/consumer/delivery.ts';

describe('the back-off', () => {
  it('stays between its floor and its ceiling', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (receiveCount, random) => {
        const seconds = backoff({ receiveCount, floor: 30, ceiling: 900, random: () => random });
        expect(seconds).toBeGreaterThanOrEqual(30);
        expect(seconds).toBeLessThanOrEqual(900);
      }),
    );
  });

  it('grows with every receive', () => {
    const seconds = [1, 2, 3, 9].map((receiveCount) => backoff({ receiveCount, floor: 30, ceiling: 900, random: () => 0.9 }));
    expect(seconds).toEqual([...seconds].sort((one, other) => one - other));
    expect(seconds.at(-1)).toBe(900);
  });
});

describe('a bulk', () => {
  it('refused for some is split until each of them stands alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), async (guilt) => {
        const all = guilt.map((guilty, index) => ({ guilty, index }));
        const ends = await splitRefused(all, async (some) =>
          some.some(({ guilty }) => guilty) ? rejected('no') : new Map(some.map((each) => [each, DELIVERED])),
        );
        expect(all.map((each) => ends.get(each)?.kind)).toEqual(guilt.map((guilty) => (guilty ? 'hopeless' : 'delivered')));
      }),
    );
  });
});
