import { steadyClock } from '../../runtime/steady-clock.ts';
import type { Judgement } from '../status.ts';
import type { TokenBucket } from '../token-bucket.ts';

export type Busy = Judgement & { readonly kind: 'busy' };

export interface PaceRule {
  readonly bucket: TokenBucket;
  /** Seconds: who would have to wait longer for Bunce to let us in again is told at once. */
  readonly patience: number;
  /** Milliseconds; may step back. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export interface Pace {
  /** Resolves when a call may be sent, in the order asked; with Bunce's refusal where it shuts us out for too long. */
  turn(): Promise<Busy | undefined>;
  /** Nobody is sent until Bunce lets us in again. */
  stayAway(busy: Busy): void;
}

export function pacing({ bucket, patience, now, sleep }: PaceRule): Pace {
  const clock = steadyClock(now);
  let shut: { readonly until: number; readonly busy: Busy } | undefined;
  let line: Promise<Busy | undefined> = Promise.resolve(undefined);

  const next = async (): Promise<Busy | undefined> => {
    for (;;) {
      const away = Math.max(0, (shut?.until ?? 0) - clock());
      if (shut && away > patience * 1000) return { ...shut.busy, after: Math.ceil(away / 1000) };
      const wait = Math.max(bucket.wait(), away);
      if (wait > 0) {
        await sleep(wait);
        continue;
      }
      bucket.take();
      return undefined;
    }
  };

  const after = async (before: Promise<unknown>): Promise<Busy | undefined> => {
    await before;
    return next();
  };

  return {
    // One waits for the clock and the others for that one: ten thousand timers would be as many wakers.
    turn: async () => (line = after(line)),
    stayAway: (busy) => void (shut = { until: clock() + busy.after * 1000, busy }),
  };
}
