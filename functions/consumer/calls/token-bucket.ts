import { steadyClock } from './steady-clock.ts';

export interface BucketRule {
  /** Milliseconds; may step back. */
  now(): number;
  /** Of all instances together. */
  readonly callsPerMinute: number;
}

/** The least concurrency AWS lets an event source have: two instances share what Bunce allows. */
const INSTANCES = 2;
const CAPACITY = 4;

/** One for an instance: asks less often than Bunce would have to forbid. Starts empty, for nobody knows what ran before. */
export interface TokenBucket {
  /** Milliseconds until the next token. */
  wait(): number;
  take(): void;
}

export function tokenBucket({ now, callsPerMinute }: BucketRule): TokenBucket {
  const perMs = callsPerMinute / INSTANCES / 60_000;
  const clock = steadyClock(now);
  let tokens = 0;
  let countedAt = clock();
  const refill = (): void => {
    const at = clock();
    tokens = Math.min(CAPACITY, tokens + (at - countedAt) * perMs);
    countedAt = at;
  };
  return {
    wait() {
      refill();
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs);
    },
    take() {
      refill();
      tokens -= 1;
    },
  };
}
