import type { TrackedEvent } from './event.ts';

const HOUR = 3600;

export interface Aged {
  readonly event: Pick<TrackedEvent, 'occurredAt'>;
  /** ISO 8601: stands in where the event has no time of its own. */
  readonly receivedAt: string;
  /** Hours, of its binding. */
  readonly maxAge: number | undefined;
}

interface Limit {
  /** Seconds, where the binding says nothing. */
  readonly oldestEvent: number;
}

/** Seconds that an event may be old. Without a word of its binding one with a time of its own has the default: the ledger knows its twin no longer than 30 days. */
export const oldestOf = ({ event, maxAge }: Aged, { oldestEvent }: Limit): number => {
  if (maxAge !== undefined) return maxAge * HOUR;
  return event.occurredAt === undefined ? Infinity : oldestEvent;
};

/** True when nothing of it may be told any more. */
export const isTooOld = (aged: Aged, { now, ...limit }: Limit & { readonly now: number }): boolean =>
  now - Date.parse(aged.event.occurredAt ?? aged.receivedAt) > oldestOf(aged, limit) * 1000;
