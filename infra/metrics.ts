import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';

import { NAMESPACE, searchFor } from '../shared/runtime/metrics.ts';
import { PERIOD } from './alarms.ts';

interface Wanted {
  readonly dimensions?: Readonly<Record<string, string>>;
  /** Default: the sum. */
  readonly statistic?: string;
}

/** What the functions of one stack count; see shared/runtime/metrics.ts for how. */
export interface Metrics {
  /** One metric of exactly these dimensions. */
  of(name: string, wanted?: Wanted): Metric;
  /** All metrics of a name, whatever their other dimensions: a dashboard can show them, an alarm cannot watch them. */
  each(name: string, statistic?: string): MathExpression;
}

export function metricsOf(service: string): Metrics {
  return {
    of: (metricName, { dimensions = {}, statistic = Stats.SUM } = {}) =>
      new Metric({ namespace: NAMESPACE, metricName, dimensionsMap: { service, ...dimensions }, statistic, period: PERIOD }),
    each: (name, statistic = Stats.SUM) => {
      const expression = searchFor(name, { service, statistic, period: PERIOD.toSeconds() });
      return new MathExpression({ expression, label: '', period: PERIOD });
    },
  };
}
