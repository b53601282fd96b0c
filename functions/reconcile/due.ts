interface Interval {
  /** Seconds between two comparisons. */
  readonly every: number;
}

/** Those whose turn it is when the rule rings, which it does as often as the one of the shortest interval wants; all of them without a time. */
export function dueOf<Each extends Interval>(all: readonly Each[], time: Date | undefined): readonly Each[] {
  if (!time) return all;
  const now = time.getTime() / 1000;
  const before = now - Math.min(...all.map(({ every }) => every));
  return all.filter(({ every }) => Math.floor(now / every) > Math.floor(before / every));
}
