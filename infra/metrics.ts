import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';

import { NAMESPACE, searchFor } from '../shared/runtime/metrics.ts';

/** What the functions of one stack count; see shared/runtime/metrics.ts for how. */
export interface Metrics {
  /** One metric, summed. */
  of(name: string, dimensions?: Readonly<Record<string, string>>): Metric;
  /** All metrics of a name, whatever their other dimensions: a dashboard can show them, an alarm cannot watch them. */
  each(name: string, statistic?: string): MathExpression;
}

const PERIOD = Duration.minutes(5);

export function metricsOf(service: string): Metrics {
  return {
    of: (metricName, dimensions = {}) =>
      new Metric({
        namespace: NAMESPACE,
        metricName,
        dimensionsMap: { service, ...dimensions },
        statistic: Stats.SUM,
        period: PERIOD,
      }),
    each: (name, statistic = Stats.SUM) => {
      const expression = searchFor(name, { service, statistic, period: PERIOD.toSeconds() });
      return new MathExpression({ expression, label: '', period: PERIOD });
    },
  };
}
