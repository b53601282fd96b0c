import { setTimeout as pause } from 'node:timers/promises';

import { triggered } from '../local/load/bunce-log.ts';
import type { System } from './system.ts';

/** How long webhooks take from sending to Bunce's acceptance of their trigger. */
export interface Latencies {
  sent(token: string): void;
  /** Webhooks that Bunce has not heard of yet. */
  open(): number;
  /** Milliseconds, of all since the last time that they were asked for. */
  percentiles(): Percentiles;
  stop(): Promise<void>;
}

export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

/** Follows Bunce's log. */
export async function followTriggers({ log }: Pick<System, 'log'>): Promise<Latencies> {
  const sentAt = new Map<string, number>();
  let latencies: number[] = [];
  const stopping = new AbortController();
  let { length: seen } = await log();
  const hear = (token: string, at: number): void => {
    const began = sentAt.get(token);
    if (began !== undefined && sentAt.delete(token)) latencies.push(at - began);
  };
  const follow = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const entries = await log(seen);
      seen += entries.length;
      for (const entry of entries) for (const token of triggered(entry)) hear(token, Date.parse(entry.at));
      await pause(100);
    }
  };
  const following = follow();
  return {
    sent: (token) => void sentAt.set(token, Date.now()),
    open: () => sentAt.size,
    percentiles() {
      const all = percentiles(latencies);
      latencies = [];
      return all;
    },
    async stop() {
      stopping.abort();
      await following;
    },
  };
}

function percentiles(all: readonly number[]): Percentiles {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
