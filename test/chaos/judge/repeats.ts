import type { Case } from './evidence.ts';

interface Repeats {
  /** More often than the doubts that the harness made allow. */
  readonly doubled: readonly string[];
  readonly byAmbiguity: readonly string[];
}

/** Triggers that Bunce took more than once. */
export function repeats({ done, journal: { doubts } }: Case): Repeats {
  const twice = [...done].flatMap(([name, count]) =>
    name.endsWith(' trigger') && count > 1 ? [{ key: name.split(' ')[0] ?? '', count }] : [],
  );
  return {
    doubled: twice.flatMap(({ key, count }) => (count - 1 > doubts.of(key) ? [key] : [])),
    byAmbiguity: twice.flatMap(({ key, count }) => (count - 1 > doubts.of(key) ? [] : [key])),
  };
}
