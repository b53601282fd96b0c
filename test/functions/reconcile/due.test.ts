import { describe, expect, it } from 'vitest';

import { dueOf } from '../../../functions/reconcile/due.ts';
import { lookedBack } from '../../../shared/config/reconcile-settings.ts';

const [HOUR, DAY] = [3600, 86_400];
const all = [
  { name: 'stripe', every: DAY },
  { name: 'clerk', every: 7 * DAY },
];
const namesAt = (seconds: number): readonly string[] => dueOf(all, new Date(seconds * 1000)).map(({ name }) => name);

describe('whose turn it is', () => {
  it('is each in its own interval, whenever the rule was made', () => {
    const rings = Array.from({ length: 28 }, (_, day) => namesAt(1_800_000_000 + day * DAY));
    expect(rings.every((names) => names.includes('stripe'))).toBe(true);
    expect(rings.filter((names) => names.includes('clerk'))).toHaveLength(4);
  });

  it('is that of all where somebody starts it by hand', () => {
    expect(dueOf(all, undefined)).toEqual(all);
  });
});

describe('a run', () => {
  const delivery = { waitForSibling: HOUR };

  it('looks at all that happened twice, once it is settled', () => {
    expect(lookedBack({ every: DAY, delivery })).toBe(2 * DAY + 3 * HOUR);
  });

  it('of the longest interval leaves no gap, and looks no longer back than the ledger goes', () => {
    expect(lookedBack({ every: 29 * DAY, delivery })).toBeGreaterThanOrEqual(29 * DAY + 3 * HOUR);
    expect(lookedBack({ every: 29 * DAY, delivery: { waitForSibling: 9 * DAY } })).toBeLessThan(30 * DAY);
  });
});
