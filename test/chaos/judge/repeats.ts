import type { Case } from './evidence.ts';

interface Repeats {
  /** More often than the doubts that the harness made allow. */
  readonly doubled: readonly string[];
  readonly byAmbiguity: readonly string[];
}

/** Triggers that Bunce took more than once, or beside what is parked of them. */
export function repeats({ done, journal: { doubts, permanent }, parkedSteps }: Case): Repeats {
  // A replay would tell it once more. A command is parked whole where Bunce refuses its attributes alone.
  const isRefused = (key: string): boolean => permanent.has(`${key} trigger`) && !permanent.has(`${key} attributes`);
  const parkedToo = [...done.keys()].flatMap((name) => {
    const [key = '', step] = name.split(' ');
    return step === 'trigger' && isRefused(key) && parkedSteps.has(name) ? [key] : [];
  });
  const twice = [...done].flatMap(([name, count]) =>
    name.endsWith(' trigger') && count > 1 ? [{ key: name.split(' ')[0] ?? '', count }] : [],
  );
  return {
    doubled: [...parkedToo, ...twice.flatMap(({ key, count }) => (count - 1 > doubts.of(key) ? [key] : []))],
    byAmbiguity: twice.flatMap(({ key, count }) => (count - 1 > doubts.of(key) ? [] : [key])),
  };
}
