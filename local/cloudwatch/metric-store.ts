/** A metric by all that tells it from others. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface Datum extends MetricName {
  readonly value: number;
}

/** Milliseconds; `from` is not in it, `until` is. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

export interface MetricStore {
  put(datum: Datum, at: number): void;
  /** By CloudWatch's name of it: `Sum`, `Maximum`, `p99` …; undefined where nothing was measured. */
  statistic(metric: MetricName, asked: Span & { readonly statistic: string }): number | undefined;
  /** All that was ever measured. */
  all(): readonly MetricName[];
}

const keyOf = ({ namespace, name, dimensions }: MetricName): string =>
  JSON.stringify([namespace, name, Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1))]);

interface Series {
  readonly metric: MetricName;
  readonly points: { readonly at: number; readonly value: number }[];
}

export function metricStore(): MetricStore {
  const series = new Map<string, Series>();
  return {
    put({ value, ...metric }, at) {
      const key = keyOf(metric);
      const found = series.get(key) ?? { metric, points: [] };
      series.set(key, found);
      found.points.push({ at, value });
    },
    statistic(metric, { from, until, statistic }) {
      const points = series.get(keyOf(metric))?.points ?? [];
      const values = points.flatMap(({ at, value }) => (at > from && at <= until ? [value] : []));
      return values.length === 0 ? undefined : statisticOf(values, statistic);
    },
    all: () => [...series.values()].map(({ metric: { namespace, name, dimensions } }) => ({ namespace, name, dimensions })),
  };
}

const STATISTICS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  Average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  SampleCount: (values) => values.length,
};

function statisticOf(values: readonly number[], name: string): number {
  const percentile = /^p(\d+(?:\.\d+)?)$/.exec(name)?.[1];
  if (percentile === undefined) {
    const statistic = STATISTICS[name];
    if (!statistic) throw new Error(`the local CloudWatch does not know the statistic ${name}`);
    return statistic(values);
  }
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((Number(percentile) / 100) * sorted.length) - 1)] ?? Number.NaN;
}
