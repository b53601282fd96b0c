import { steadyClock } from '../runtime/steady-clock.ts';

export interface BucketRule {
  /** Milliseconds; may step back. */
  now(): number;
  /** Bunce allows an address 500; whoever shares the address shares them. */
  readonly callsPerMinute: number;
  /** How many of these others take at the moment. */
  reserved?(): number;
  /** Tokens that are there from the start, and saved up again later; default none, and four later. */
  readonly burst?: number;
}

const CAPACITY = 4;
/** Calls a minute, whatever others take. */
const LEAST = 1;
const NONE = (): number => 0;

/** Asks less often than Bunce would have to forbid. Starts empty by default, for nobody knows what ran before. */
export interface TokenBucket {
  /** Milliseconds until the next token. */
  wait(): number;
  take(): void;
}

export function tokenBucket({ now, callsPerMinute, burst, reserved = NONE }: BucketRule): TokenBucket {
  const perMs = (): number => Math.max(LEAST, callsPerMinute - reserved()) / 60_000;
  const clock = steadyClock(now);
  const capacity = burst ?? CAPACITY;
  let tokens = burst ?? 0;
  let countedAt = clock();
  const refill = (): void => {
    const at = clock();
    tokens = Math.min(capacity, tokens + (at - countedAt) * perMs());
    countedAt = at;
  };
  return {
    wait() {
      refill();
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs());
    },
    take() {
      refill();
      tokens -= 1;
    },
  };
}
