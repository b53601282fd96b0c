import { Metrics as Powertools, MetricUnit } from '@aws-lambda-powertools/metrics';

type Dimensions = Readonly<Record<string, string>>;

/** CloudWatch metrics in namespace `bunce-sync`, written as log lines (EMF): no call, no grant. */
export interface Metrics {
  /** One more of something. */
  count(name: string, dimensions?: Dimensions): void;
  record(name: string, sample: { readonly value: number; readonly unit: 'ms' | 'count'; readonly dimensions?: Dimensions }): void;
}

export function metrics(serviceName: string): Metrics {
  const powertools = new Powertools({ namespace: 'bunce-sync', serviceName });
  const record: Metrics['record'] = (name, { value, unit, dimensions = {} }) => {
    const single = powertools.singleMetric();
    single.addDimensions({ ...dimensions });
    single.addMetric(name, unit === 'ms' ? MetricUnit.Milliseconds : MetricUnit.Count, value);
  };
  return { record, count: (name, dimensions = {}) => record(name, { value: 1, unit: 'count', dimensions }) };
}
