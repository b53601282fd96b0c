import { Metrics as Powertools, MetricUnit } from '@aws-lambda-powertools/metrics';

type Dimensions = Readonly<Record<string, string>>;

export const NAMESPACE = 'bunce-sync';

interface Search {
  readonly service: string;
  readonly statistic: string;
  /** Seconds. */
  readonly period: number;
}

/** CloudWatch's expression for all metrics of a name, whatever their other dimensions. */
export const searchFor = (name: string, { service, statistic, period }: Search): string =>
  `SEARCH('Namespace="${NAMESPACE}" service="${service}" MetricName="${name}"', '${statistic}', ${period})`;

/** CloudWatch metrics, written as log lines (EMF): no call, no grant. */
export interface Metrics {
  /** One more of something. */
  count(name: string, dimensions?: Dimensions): void;
  record(name: string, sample: { readonly value: number; readonly unit: 'ms' | 'count'; readonly dimensions?: Dimensions }): void;
}

/** The stack names itself in POWERTOOLS_SERVICE_NAME, so that the dimension `service` keeps the stages of one account apart. */
export function metrics(serviceName: string): Metrics {
  const powertools = new Powertools({ namespace: NAMESPACE, serviceName: process.env['POWERTOOLS_SERVICE_NAME'] ?? serviceName });
  const record: Metrics['record'] = (name, { value, unit, dimensions = {} }) => {
    const single = powertools.singleMetric();
    single.addDimensions({ ...dimensions });
    single.addMetric(name, unit === 'ms' ? MetricUnit.Milliseconds : MetricUnit.Count, value);
  };
  return { record, count: (name, dimensions = {}) => record(name, { value: 1, unit: 'count', dimensions }) };
}
