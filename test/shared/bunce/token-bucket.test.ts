import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type TokenBucket, tokenBucket } from '../../../shared/bunce/token-bucket.ts';

const MINUTE = 60_000;

const opened = (at = 0) => {
  const clock = { now: at };
  return { clock, bucket: tokenBucket({ now: () => clock.now, callsPerMinute: 240 }) };
};

/** Takes every token as soon as it is there, for so many minutes; when each was taken. */
function taken({ clock, bucket }: { readonly clock: { now: number }; readonly bucket: TokenBucket }, minutes: number): readonly number[] {
  const times: number[] = [];
  for (const end = clock.now + minutes * MINUTE; clock.now < end; clock.now += bucket.wait()) {
    if (bucket.wait() > 0) continue;
    bucket.take();
    times.push(clock.now);
  }
  return times;
}

const mostInAMinute = (times: readonly number[]): number =>
  Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + MINUTE).length));

describe('a bucket', () => {
  it('starts empty, gives what it is told to, and saves up four', () => {
    const { clock, bucket } = opened();
    expect(bucket.wait()).toBe(250);
    clock.now += 60 * MINUTE;
    for (let token = 0; token < 4; token += 1) bucket.take();
    expect(bucket.wait()).toBe(250);
  });

  it('gives in no 60 seconds more than its share and what it saved, however it stood still before', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3 * MINUTE), { maxLength: 4 }), (pauses) => {
        const { clock, bucket } = opened();
        const times = pauses.flatMap((pause) => {
          clock.now += pause;
          return taken({ clock, bucket }, 0.5);
        });
        expect(mostInAMinute([...times, ...taken({ clock, bucket }, 2)])).toBeLessThanOrEqual(244);
      }),
      { numRuns: 20 },
    );
  });

  it('that may burst does so at once, and stays below 500 in every minute at what the client asks', () => {
    const clock = { now: 0 };
    const times = taken({ clock, bucket: tokenBucket({ now: () => clock.now, callsPerMinute: 480, burst: 16 }) }, 3);
    expect(times.filter((time) => time === 0)).toHaveLength(16);
    expect(mostInAMinute(times)).toBeLessThanOrEqual(497);
  });

  it('gives up what others take of its share, for as long as they do', () => {
    const clock = { now: 0 };
    let others = 0;
    const bucket = tokenBucket({ now: () => clock.now, callsPerMinute: 240, reserved: () => others });
    taken({ clock, bucket }, 1);
    others = 60;
    expect(taken({ clock, bucket }, 1).length).toBeLessThanOrEqual(180);
    others = 0;
    expect(taken({ clock, bucket }, 1).length).toBeGreaterThanOrEqual(239);
  });

  it('wastes nothing while it is asked all the time', () => {
    expect(taken(opened(), 3).length).toBeGreaterThanOrEqual(3 * 240 - 1);
  });
});

describe('a clock', () => {
  it.each([
    ['steps back by an hour', -60 * MINUTE, 250],
    ['steps back by a second', -1000, 250],
    ['stands still', 0, 250],
    ['jumps ahead by a year', 365 * 24 * 60 * MINUTE, 0],
  ])('that %s neither stops the calls nor frees more than what is saved up', (_, step, wait) => {
    const { clock, bucket } = opened(1_000_000_000);
    clock.now += step;
    expect(bucket.wait()).toBe(wait);
    expect(taken({ clock, bucket }, 1).length).toBeGreaterThanOrEqual(239);
    expect(mostInAMinute(taken({ clock, bucket }, 2))).toBeLessThanOrEqual(244);
  });

  it('that steps back and forth frees no more than four a step', () => {
    const { clock, bucket } = opened(1_000_000_000);
    for (const step of [-1, 1, -1, 1]) {
      clock.now += step * 60 * MINUTE;
      let tokens = 0;
      for (; bucket.wait() === 0; tokens += 1) bucket.take();
      expect(tokens).toBe(step < 0 ? 0 : 4);
    }
  });
});
