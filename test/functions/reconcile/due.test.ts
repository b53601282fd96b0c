import { describe, expect, it } from 'vitest';

import { dueOf } from '../../../functions/reconcile/due.ts';
import { lookedBack, ReconcileSchema, settledAfter, tooFarBack } from '../../../shared/config/reconcile-settings.ts';
import { type Duration, secondsIn } from '../../../shared/runtime/duration.ts';

const [HOUR, DAY] = [3600, 86_400];
const delivery = { waitForSibling: HOUR };
const named = (mix: readonly Duration[]) => mix.map((each) => ({ every: secondsIn(each) }));

const BEGIN = 1_800_000_000;
/** Of 60 days at the 17th minute, and each up to three minutes late. */
const RINGS = Array.from({ length: 60 * 24 }, (_, hour) => BEGIN + hour * HOUR + 17 * 60 + ((hour * 37) % 180));

type All = ReturnType<typeof named>;
const runsOf = (all: All, { every }: All[number]): readonly number[] =>
  RINGS.filter((ring) => dueOf(all, new Date(ring * 1000)).some((each) => each.every === every));

/** The fewest runs that look at any one moment of which all of them are over. */
function leastLooks(runs: readonly number[], { every }: All[number]): number {
  const [back, settled, end] = [lookedBack({ every, delivery }), settledAfter(delivery), RINGS.at(-1) ?? 0];
  let least = Infinity;
  for (let moment = BEGIN; moment + back <= end; moment += 1801)
    least = Math.min(least, runs.filter((run) => run - back <= moment && moment <= run - settled).length);
  return least;
}

const MIXES: readonly (readonly Duration[])[] = [
  ['1h'],
  ['14d'],
  ['7d', '14d'],
  ['1h', '14d'],
  ['13d', '14d'],
  ['2d', '3d'],
  ['5h', '7h', '1d'],
  ['61m', '90m', '1.5d'],
];

describe.each(MIXES.map((mix) => [mix.join(' and '), named(mix)] as const))('intervals of %s', (_mix, all) => {
  it('leave no moment of 60 days that is not looked at twice', () => {
    for (const each of all) expect(leastLooks(runsOf(all, each), each)).toBeGreaterThanOrEqual(2);
  });

  it('leave none that is not looked at where a run fails', () => {
    for (const each of all) {
      const runs = runsOf(all, each);
      for (const failed of [0, 1, 2, Math.floor(runs.length / 2)]) expect(leastLooks(runs.toSpliced(failed, 1), each)).toBeGreaterThan(0);
    }
  });

  it('look no further back than the ledger goes', () => {
    for (const { every } of all) expect(tooFarBack({ every, delivery })).toBe(0);
  });
});

describe('whose turn it is', () => {
  it('is each in its own interval, and that of nobody at most rings', () => {
    const all = named(['1d', '7d']);
    expect(all.map((each) => runsOf(all, each).length)).toEqual([60, expect.closeTo(60 / 7, -1)]);
    expect(RINGS.filter((ring) => dueOf(all, new Date(ring * 1000)).length > 0)).toHaveLength(60);
  });

  it('is that of all where somebody starts it by hand', () => {
    const all = named(['1d', '7d']);
    expect(dueOf(all, undefined)).toEqual(all);
  });
});

it('the longest interval is one that the ledger is long enough for, to look twice', () => {
  expect([ReconcileSchema.safeParse({ stripe: '14d' }).success, ReconcileSchema.safeParse({ stripe: '14.1d' }).success]).toEqual([
    true,
    false,
  ]);
  expect(lookedBack({ every: DAY, delivery })).toBe(2 * DAY + 4 * HOUR);
  expect(tooFarBack({ every: 14 * DAY, delivery: { waitForSibling: 2 * DAY } })).toBe(15 * HOUR);
});
