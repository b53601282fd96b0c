import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { gate } from '../../../functions/consumer/gate.ts';
import { pace } from '../../../functions/consumer/pace.ts';
import { splitRefused } from '../../../functions/consumer/split.ts';
import { DELIVERED, rejected } from '../../../functions/consumer/delivery.ts';
import type { Judgement } from '../../../shared/bunce/status.ts';

const OK: Judgement = { kind: 'ok', body: undefined };
const DOWN: Judgement = { kind: 'down', status: 500, message: '', after: null };
const WRONG_KEY: Judgement = { kind: 'misdirected', status: 401, message: '', setting: 'key' };

describe('the pace', () => {
  it('starts empty, gives half of what all may ask, and saves up four', () => {
    const clock = { now: 0 };
    const bucket = pace({ now: () => clock.now, callsPerMinute: 480 });
    expect(bucket.wait()).toBe(250);
    clock.now += 3_600_000;
    for (let token = 0; token < 4; token += 1) bucket.take();
    expect(bucket.wait()).toBe(250);
  });
});

describe('the gate', () => {
  const opened = () => {
    const clock = { now: 0 };
    return { clock, door: gate({ now: () => clock.now, closedFor: 60, lockOut: 60 }) };
  };

  it('lets one probe through after its time, and opens when it succeeds', () => {
    const { clock, door } = opened();
    expect(door.enter()(WRONG_KEY, 'a')).toBe(true);
    expect(door.wait()).toBe(60_000);
    clock.now += 60_000;
    const probe = door.enter();
    expect(door.wait()).toBeGreaterThan(0);
    expect(probe(OK, 'b')).toBe(false);
    expect(door.wait()).toBe(0);
  });

  it('lets another probe through when the first was not sent after all', () => {
    const { clock, door } = opened();
    door.enter()(WRONG_KEY, 'a');
    clock.now += 60_000;
    door.enter()(undefined, '');
    expect(door.wait()).toBe(0);
    expect(door.enter()(DOWN, 'b')).toBe(true);
  });

  it('shuts again when the probe fails', () => {
    const { clock, door } = opened();
    door.enter()(WRONG_KEY, 'a');
    clock.now += 60_000;
    expect(door.enter()(DOWN, 'b')).toBe(true);
    expect(door.wait()).toBe(60_000);
  });

  it('is not opened by an answer to a call that was under way', () => {
    const { door } = opened();
    const late = door.enter();
    door.enter()(WRONG_KEY, 'a');
    late(OK, 'b');
    expect(door.wait()).toBe(60_000);
  });

  it('counts failures in a row, and of different messages only', () => {
    const { door } = opened();
    const ends = [
      ['a', DOWN],
      ['a', DOWN],
      ['b', DOWN],
      ['c', OK],
      ['d', DOWN],
      ['e', DOWN],
      ['f', DOWN],
    ] as const;
    expect(ends.map(([message, judgement]) => door.enter()(judgement, message))).toEqual([false, false, false, false, false, false, true]);
  });

  it('keeps away for as long as Bunce shuts us out', () => {
    const { door } = opened();
    expect(door.enter()({ kind: 'busy', status: 429, message: '', after: null }, 'a')).toBe(false);
    expect(door.wait()).toBe(60_000);
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
