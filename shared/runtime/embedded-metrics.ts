import { type Dimensions, type Metrics, NAMESPACE } from './metrics.ts';

/** Metrics that wait for a line of the log to leave with. */
export interface EmbeddedMetrics extends Metrics {
  /** The line with all that can stand in it beside what is there: a dimension stands in a line by its name, so with one value. */
  into(line: Line): Line;
  waiting(): boolean;
}

export type Line = Readonly<Record<string, unknown>>;

interface Series {
  readonly name: string;
  readonly unit?: 'ms' | 'count';
  readonly dimensions: Dimensions;
  readonly values: readonly number[];
}

/** CloudWatch takes no more values of one metric in a line. */
const MOST = 100;

/** The stack names itself in POWERTOOLS_SERVICE_NAME, so that the dimension `service` keeps the stages of one account apart. */
export function embeddedMetrics(functionName: string): EmbeddedMetrics {
  const service = process.env['POWERTOOLS_SERVICE_NAME'] ?? functionName;
  const open = new Map<string, Series>();
  let full: readonly Series[] = [];
  const put = ({ name, dimensions, ...series }: Series, merged: Merge): void => {
    const key = JSON.stringify([name, dimensions]);
    const values = merged(open.get(key)?.values ?? [], series.values);
    const next: Series = { ...series, name, dimensions: { service, ...dimensions }, values };
    if (values.length >= MOST) full = [...full, next];
    if (values.length >= MOST) open.delete(key);
    else open.set(key, next);
  };
  return {
    count: (name, dimensions = {}) => put({ name, dimensions, values: [1] }, summed),
    record: (name, { value, unit, dimensions = {} }) => put({ name, unit, dimensions, values: [value] }, listed),
    waiting: () => open.size + full.length > 0,
    into(line) {
      const { written, taken } = packed(line, [...full, ...open.values()]);
      for (const [key, series] of open) if (taken.includes(series)) open.delete(key);
      full = full.filter((series) => !taken.includes(series));
      return written;
    },
  };
}

type Merge = (before: readonly number[], news: readonly number[]) => readonly number[];

/** What is counted is summed; of what is measured every value tells. */
const summed: Merge = (before, news) => [[...before, ...news].reduce((sum, value) => sum + value, 0)];
const listed: Merge = (before, news) => [...before, ...news];

function packed(line: Line, all: readonly Series[]): { readonly written: Line; readonly taken: readonly Series[] } {
  let written = line;
  const taken = all.filter((series) => {
    const fits = standsIn(written, series);
    if (fits) written = { ...written, ...series.dimensions, [series.name]: series.values.length === 1 ? series.values[0] : series.values };
    return fits;
  });
  if (taken.length > 0) written = { ...written, _aws: { Timestamp: Date.now(), CloudWatchMetrics: taken.map(directive) } };
  return { written, taken };
}

const standsIn = (line: Line, { name, dimensions }: Series): boolean =>
  !(name in line) && Object.entries(dimensions).every(([key, value]) => line[key] === undefined || line[key] === value);

const directive = ({ name, unit, dimensions }: Series) => ({
  Namespace: NAMESPACE,
  Dimensions: [Object.keys(dimensions)],
  Metrics: [{ Name: name, ...(unit === 'ms' && { Unit: 'Milliseconds' }) }],
});
