import { RING } from '../../shared/config/reconcile-settings.ts';

interface Interval {
  /** Seconds between two comparisons. */
  readonly every: number;
}

/** Those whose turn came since the rule last rang, by the hour, so that none is passed over where a ring is early or late; all of them without a time. */
export function dueOf<Each extends Interval>(all: readonly Each[], time: Date | undefined): readonly Each[] {
  if (!time) return all;
  const now = Math.floor(time.getTime() / 1000 / RING) * RING;
  return all.filter(({ every }) => Math.floor(now / every) > Math.floor((now - RING) / every));
}
