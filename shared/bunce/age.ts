import { type Duration, secondsIn } from '../runtime/duration.ts';
import type { TrackedEvent } from './event.ts';

export interface Aged {
  readonly event: Pick<TrackedEvent, 'occurredAt'>;
  /** ISO 8601: stands in where the event has no time of its own. */
  readonly receivedAt: string;
  /** Of its binding. */
  readonly maxAge: Duration | undefined;
}

interface Limit {
  /** Seconds, where the binding says nothing. */
  readonly oldestEvent: number;
}

/** Seconds that an event may be old. Without a word of its binding one with a time of its own has the default: the ledger knows its twin no longer than 30 days. */
export const oldestOf = ({ event, maxAge }: Aged, { oldestEvent }: Limit): number => {
  if (maxAge !== undefined) return secondsIn(maxAge);
  return event.occurredAt === undefined ? Infinity : oldestEvent;
};

/** True when nothing of it may be told any more. */
export const isTooOld = (aged: Aged, { now, ...limit }: Limit & { readonly now: number }): boolean =>
  now - Date.parse(aged.event.occurredAt ?? aged.receivedAt) > oldestOf(aged, limit) * 1000;
