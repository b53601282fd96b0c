import { GraphWidget, type IMetric, type IWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

import type { Metrics } from './metrics.ts';
import { LATENCY_GOAL } from './watches.ts';

export interface Shown {
  readonly metrics: Metrics;
  readonly queue: IQueue;
  readonly parked: IQueue;
  readonly table: Table;
  readonly consumer: Function;
  /** By the provider's name in the config. */
  readonly receivers: ReadonlyMap<string, Function>;
}

/** Of 24. */
export const WIDTH = 8;

interface Line {
  readonly value: number;
  readonly label: string;
}

export const graph = (title: string, left: readonly IMetric[], line?: Line): IWidget =>
  new GraphWidget({
    title,
    left: [...left],
    width: WIDTH,
    height: 6,
    leftYAxis: { min: 0 },
    ...(line && { leftAnnotations: [line] }),
  });

/** Whether it reaches Bunce, and how fast. */
export const deliveries = ({ metrics }: Shown): readonly IWidget[] => [
  graph(
    'Received to accepted by Bunce, ms',
    ['p50', 'p99'].map((statistic) => metrics.of('latency', { statistic })),
    { value: LATENCY_GOAL.toMilliseconds(), label: 'goal for p99' },
  ),
  graph('Calls to Bunce by status', [metrics.each('bunceCalls')]),
  graph('Calls per webhook', [metrics.of('callsPerWebhook', { statistic: Stats.AVERAGE })]),
  graph('Held back: by pacing (ms), by a lock-out, by an open circuit', [
    metrics.of('paced'),
    ...['throttled', 'gateClosed', 'misdirected'].map((name) => metrics.of(name)),
  ]),
];

/** What did not get there, or not whole. */
export const leftovers = ({ metrics, queue, parked }: Shown): readonly IWidget[] => [
  graph('Parked by reason', [metrics.each('parked')]),
  graph(
    'Waiting for their person, unsure, unbound, unfit, erased',
    ['waiting', 'ambiguous', 'unbound', 'unfit', 'erased'].map((name) => metrics.each(name)),
  ),
  graph('Messages waiting, in hand, parked', [
    queue.metricApproximateNumberOfMessagesVisible(),
    queue.metricApproximateNumberOfMessagesNotVisible(),
    parked.metricApproximateNumberOfMessagesVisible(),
  ]),
  graph('Oldest message, s', [queue.metricApproximateAgeOfOldestMessage(), parked.metricApproximateAgeOfOldestMessage()]),
];

/** Milliseconds that the most impatient providers wait: Paddle, Segment and Shopify. */
const IMPATIENT = 5000;

export const resources = ({ metrics, consumer, receivers, table }: Shown): readonly IWidget[] => {
  const all = [...receivers.values()];
  return [
    graph(
      'Receivers: slowest run, ms',
      all.map((each) => each.metricDuration({ statistic: Stats.MAXIMUM })),
      { value: IMPATIENT, label: 'Paddle, Segment and Shopify wait no longer' },
    ),
    graph('Consumer: slowest run, ms', [consumer.metricDuration({ statistic: Stats.MAXIMUM })], {
      value: 60_000,
      label: 'its time-out',
    }),
    graph('Consumer: memory, MB', [metrics.of('memory', { statistic: Stats.MAXIMUM })], { value: 256, label: 'what it has' }),
    graph(
      'Functions that were not started',
      [consumer, ...all].map((each) => each.metricThrottles()),
    ),
    graph('Table: units', [table.metricConsumedWriteCapacityUnits(), table.metricConsumedReadCapacityUnits()]),
  ];
};
