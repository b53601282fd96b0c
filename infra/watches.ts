import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

import { type Named, PERIOD, type Watch } from './alarms.ts';
import type { Metrics } from './metrics.ts';

export interface Watched {
  readonly metrics: Metrics;
  readonly queue: IQueue;
  readonly parked: IQueue;
  readonly table: Table;
  readonly consumer: IFunction;
  /** Seconds that an event may rightly wait for the one that names its person. */
  readonly waitForSibling: number;
}

/** What is watched whoever the providers are. */
export const watchesOf = (watched: Watched): readonly Watch[] => [
  ...ofWhatIsParked(watched),
  ...ofTheWay(watched),
  ...ofTheConsumer(watched),
];

const ofWhatIsParked = ({ parked }: Watched): readonly Watch[] => [
  {
    id: 'ParkedNew',
    severity: 'mail',
    // Rings for an hour after the newest, and so again for what comes later, however long the old ones stay. What SQS itself moves is not in it.
    metric: parked.metricNumberOfMessagesSent({ period: PERIOD }),
    from: 1,
    periods: { bad: 1, of: 12 },
    means: 'Webhooks were parked in the last hour: they did not reach Bunce, and say why.',
    section: 'parked-webhooks',
    command: 'parked list',
  },
  {
    id: 'Parked',
    severity: 'mail',
    // The most of five minutes: whoever lists them hides them for less.
    metric: parked.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: PERIOD }),
    from: 1,
    means: 'Parked webhooks wait for a decision.',
    section: 'parked-webhooks',
    command: 'parked list',
  },
  {
    id: 'ParkedAge',
    severity: 'page',
    metric: parked.metricApproximateAgeOfOldestMessage({ period: PERIOD }),
    from: Duration.days(7).toSeconds(),
    means: 'A webhook has been parked for 7 days; SQS deletes it after 14.',
    section: 'parked-for-a-week',
    command: 'parked list',
  },
];

/** A webhook is in Bunce within so long, 99 of 100 times. */
export const LATENCY_GOAL = Duration.minutes(5);

const ofTheWay = ({ queue, table, metrics, waitForSibling }: Watched): readonly Watch[] => [
  {
    id: 'QueueAge',
    severity: 'page',
    metric: queue.metricApproximateAgeOfOldestMessage({ period: PERIOD }),
    from: waitForSibling + Duration.minutes(15).toSeconds(),
    periods: { bad: 2, of: 3 },
    means: 'A webhook has waited for longer than any may wait on purpose, and is not in Bunce yet.',
    section: 'the-queue-is-old',
    command: 'doctor',
  },
  {
    id: 'Latency',
    severity: 'mail',
    metric: metrics.of('latency', { statistic: 'p99' }),
    from: LATENCY_GOAL.toMilliseconds(),
    periods: { bad: 2, of: 3 },
    means: 'Webhooks reach Bunce late: the slowest of a hundred takes over 5 minutes.',
    section: 'webhooks-are-late',
    command: 'doctor',
  },
  {
    id: 'TableThrottles',
    severity: 'mail',
    metric: sum({
      reads: table.metric('ReadThrottleEvents', { statistic: 'Sum' }),
      writes: table.metric('WriteThrottleEvents', { statistic: 'Sum' }),
    }),
    from: 1,
    means: 'DynamoDB turns requests of the consumer away.',
    section: 'the-table-is-throttled',
    command: 'doctor',
  },
];

const ofTheConsumer = ({ consumer, metrics }: Watched): readonly Watch[] => [
  {
    id: 'Consumer',
    severity: 'page',
    metric: sum({ errors: consumer.metricErrors(), throttles: consumer.metricThrottles() }),
    from: 1,
    means: 'The consumer crashed, ran out of time, or was not started; what it held comes back.',
    section: 'the-consumer-fails',
    command: 'doctor',
  },
  {
    id: 'Misdirected',
    severity: 'page',
    metric: metrics.of('misdirected'),
    from: 1,
    means: 'Bunce does not know our key, or the address is wrong: nothing reaches it until that is mended.',
    section: 'bunce-refuses-us',
    command: 'secrets set bunce',
  },
  {
    id: 'BunceDown',
    severity: 'mail',
    metric: metrics.of('gateClosed'),
    from: 1,
    means: 'Bunce fails again and again; delivery pauses and goes on by itself.',
    section: 'bunce-is-down',
    command: 'doctor',
  },
];

/** Counts a metric without data as 0: else the sum would have none either. */
export function sum(usingMetrics: Named, period = PERIOD): MathExpression {
  const expression = Object.keys(usingMetrics).map((name) => `FILL(${name}, 0)`);
  return new MathExpression({ expression: expression.join(' + '), usingMetrics, period });
}
