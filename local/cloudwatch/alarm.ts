import * as z from 'zod/mini';

import type { World } from '../stores.ts';
import { plainName, resourcesOf } from '../template.ts';
import { type Expression, parseExpression, type Value } from './expression.ts';
import type { MetricName, MetricStore } from './metric-store.ts';

const Dimensions = z._default(z.array(z.object({ Name: z.string(), Value: z.string() })), []);
const Stat = z.object({
  Metric: z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions }),
  Period: z.number(),
  Stat: z.string(),
});
const Query = z.object({
  Id: z.string(),
  Expression: z.optional(z.string()),
  MetricStat: z.optional(Stat),
  ReturnData: z._default(z.boolean(), true),
});
const Properties = z.object({
  AlarmDescription: z.string(),
  ComparisonOperator: z.enum(['GreaterThanOrEqualToThreshold', 'LessThanThreshold']),
  Threshold: z.number(),
  EvaluationPeriods: z.number(),
  DatapointsToAlarm: z.optional(z.number()),
  TreatMissingData: z.enum(['breaching', 'notBreaching']),
  Period: z.optional(z.number()),
  Namespace: z.optional(z.string()),
  MetricName: z.optional(z.string()),
  Dimensions,
  Statistic: z.optional(z.string()),
  ExtendedStatistic: z.optional(z.string()),
  Metrics: z.optional(z.array(Query)),
});
type Properties = z.infer<typeof Properties>;

/** An alarm of the template: all its words of CloudWatch that it understands, and it refuses any other. */
export interface Alarm {
  /** Without what CDK appends. */
  readonly name: string;
  readonly description: string;
  /** Whether it is on at this moment (milliseconds): so many of its last periods are bad. */
  rings(store: MetricStore, now: number): boolean;
}

export const alarmsIn = (world: World): readonly Alarm[] =>
  resourcesOf(world, { type: 'AWS::CloudWatch::Alarm', properties: Properties }).map(([id, properties]) => ({
    name: plainName(id).replace(/Alarm$/, ''),
    description: properties.AlarmDescription,
    rings: ringing(properties),
  }));

interface Watched {
  readonly expression: Expression;
  readonly metrics: readonly { readonly id: string; readonly metric: MetricName; readonly statistic: string }[];
  /** Seconds. */
  readonly period: number;
}

function ringing(properties: Properties): Alarm['rings'] {
  const { EvaluationPeriods: periods, DatapointsToAlarm: least = periods, TreatMissingData } = properties;
  const { expression, metrics, period } = watchedBy(properties);
  return (store, now) => {
    const bad = Array.from({ length: periods }, (_, back) => {
      const until = now - back * period * 1000;
      const span = { from: until - period * 1000, until };
      const values = metrics.map(({ id, metric, statistic }) => [id, store.statistic(metric, { ...span, statistic })] as const);
      const value = expression(Object.fromEntries(values));
      return value === undefined ? TreatMissingData === 'breaching' : isBad(value, properties);
    });
    return bad.filter(Boolean).length >= least;
  };
}

const isBad = (value: number, { ComparisonOperator, Threshold }: Properties): boolean =>
  ComparisonOperator === 'LessThanThreshold' ? value < Threshold : value >= Threshold;

function watchedBy({ Metrics, Period, Namespace, MetricName, Dimensions: dimensions, ...rest }: Properties): Watched {
  if (Metrics) return watchedTogether(Metrics);
  const statistic = rest.Statistic ?? rest.ExtendedStatistic ?? '';
  const metric = { namespace: Namespace ?? '', name: MetricName ?? '', dimensions: recordOf(dimensions) };
  return { expression: ({ m }): Value => m, metrics: [{ id: 'm', metric, statistic }], period: Period ?? 0 };
}

function watchedTogether(queries: readonly z.infer<typeof Query>[]): Watched {
  const metrics = queries.flatMap(({ Id, MetricStat }) =>
    MetricStat ? [{ id: Id, metric: nameOf(MetricStat), statistic: MetricStat.Stat, period: MetricStat.Period }] : [],
  );
  const [told, ...others] = queries.filter(({ ReturnData }) => ReturnData);
  const [{ period } = { period: 0 }] = metrics;
  if (told?.Expression === undefined || others.length > 0 || metrics.some((each) => each.period !== period))
    throw new Error('an alarm watches one expression over metrics of one period');
  return { expression: parseExpression(told.Expression), metrics, period };
}

const nameOf = ({ Metric }: z.infer<typeof Stat>): MetricName => ({
  namespace: Metric.Namespace,
  name: Metric.MetricName,
  dimensions: recordOf(Metric.Dimensions),
});

const recordOf = (dimensions: z.infer<typeof Dimensions>): Readonly<Record<string, string>> =>
  Object.fromEntries(dimensions.map(({ Name, Value: value }) => [Name, value]));
