export type Dimensions = Readonly<Record<string, string>>;

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
