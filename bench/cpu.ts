type Work = () => unknown;

/** Microseconds of CPU that a piece of work takes. The collector's threads count, for Lambda bills them too. */
export async function cpuOf(work: Work): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

interface Pair<Value> {
  readonly floor: Value;
  readonly mapped: Value;
}

/** Microseconds of CPU that a round lasts: the collector has its share in it several times. */
const ROUND = 200_000;
/** Repeats in a row: a few milliseconds, so that a busy moment of the machine hits both. */
const BATCH = 50;

/** How often each is done in a second of CPU, when both take turns for a round. */
export async function perSecond({ floor, mapped }: Pair<Work>): Promise<Pair<number>> {
  const taken = { floor: 0, mapped: 0 };
  let done = 0;
  for (; taken.floor + taken.mapped < ROUND; done += BATCH) {
    taken.floor += await cpuOf(async () => repeated(floor));
    taken.mapped += await cpuOf(async () => repeated(mapped));
  }
  const rate = (microseconds: number): number => (done * 1_000_000) / microseconds;
  return { floor: rate(taken.floor), mapped: rate(taken.mapped) };
}

async function repeated(work: Work, times = BATCH): Promise<void> {
  for (let repeat = 0; repeat < times; repeat += 1) await work();
}

/** Until a function is compiled as well as it will be: what it costs before belongs to a start. */
export const warmUp = async (work: Work): Promise<void> => repeated(work, 8000);

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const rounded = (value: number): number => Math.round(value * 100) / 100;
