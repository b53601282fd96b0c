export interface PaceRule {
  now(): number;
  /** Of all instances together. */
  readonly callsPerMinute: number;
}

/** The least concurrency AWS lets an event source have: two instances share what Bunce allows. */
const INSTANCES = 2;
const BUCKET = 4;

/** A token bucket, one for an instance: asks less often than Bunce would have to forbid. Starts empty, for nobody knows what ran before. */
export interface Pace {
  /** Milliseconds until the next token. */
  wait(): number;
  take(): void;
}

export function pace({ now, callsPerMinute }: PaceRule): Pace {
  const perMs = callsPerMinute / INSTANCES / 60_000;
  let tokens = 0;
  let countedAt = now();
  const refill = (): void => {
    tokens = Math.min(BUCKET, tokens + (now() - countedAt) * perMs);
    countedAt = now();
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
