/** Microseconds of CPU that a piece of work takes, whatever else the machine does meanwhile. The collector's threads count, for Lambda bills them too. */
export async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Microseconds of CPU that a turn lasts: long beside what the clock can tell apart. */
const TURN = 100_000;
/** Repeats between two looks at the clock. */
const BATCH = 50;

/** How often a piece of work is done in a second of CPU. */
export async function perSecond(work: () => unknown): Promise<number> {
  let [done, taken] = [0, 0];
  while (taken < TURN) {
    taken += await cpuOf(async () => {
      for (let repeat = 0; repeat < BATCH; repeat += 1) await work();
    });
    done += BATCH;
  }
  return (done * 1_000_000) / taken;
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const rounded = (value: number): number => Math.round(value * 100) / 100;
