import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

import type { Metrics } from './metrics.ts';

export interface Watched {
  readonly topic: ITopic;
  readonly metrics: Metrics;
  readonly queue: IQueue;
  readonly parked: IQueue;
  readonly consumer: IFunction;
  readonly receivers: ReadonlyMap<string, IFunction>;
}

interface Watch {
  readonly id: string;
  readonly metric: IMetric;
  /** Rings at this value and above. */
  readonly from: number;
  readonly means: string;
  /** Of docs/operations.md. */
  readonly section: string;
}

/** All alarms of the stack, each with what it means and where to read on. */
export function addAlarms(scope: Construct, watched: Watched): void {
  const watches = [
    ...ofTheQueues(watched),
    ...ofTheConsumer(watched),
    ...[...watched.receivers].flatMap((one) => ofAProvider(one, watched)),
  ];
  for (const { id, metric, from, means, section } of watches) {
    const alarm = new Alarm(scope, `${id}Alarm`, {
      metric,
      threshold: from,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${means} docs/operations.md#${section}`,
    });
    alarm.addAlarmAction(new SnsAction(watched.topic));
  }
}

const ofTheQueues = ({ queue, parked }: Watched): readonly Watch[] => [
  {
    id: 'Parked',
    // Not NumberOfMessagesSent, which misses what the redrive policy moves; not visible are those that someone is looking at.
    metric: sum({
      visible: parked.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
      hidden: parked.metricApproximateNumberOfMessagesNotVisible({ statistic: 'Maximum' }),
    }),
    from: 1,
    means: 'Webhooks are parked: they did not reach Bunce and wait for a decision.',
    section: 'parked-webhooks',
  },
  {
    id: 'ParkedAge',
    metric: parked.metricApproximateAgeOfOldestMessage(),
    from: Duration.days(7).toSeconds(),
    means: 'A webhook has been parked for 7 days; SQS deletes it after 14.',
    section: 'parked-for-a-week',
  },
  {
    id: 'QueueAge',
    metric: queue.metricApproximateAgeOfOldestMessage(),
    from: Duration.minutes(15).toSeconds(),
    means: 'A webhook has waited for 15 minutes and is not in Bunce yet.',
    section: 'the-queue-is-old',
  },
];

const ofTheConsumer = ({ consumer, metrics }: Watched): readonly Watch[] => [
  {
    id: 'ConsumerErrors',
    metric: consumer.metricErrors(),
    from: 1,
    means: 'The consumer crashed or ran out of time; what it held comes back.',
    section: 'the-consumer-fails',
  },
  {
    id: 'Gate',
    metric: metrics.of('gateClosed'),
    from: 1,
    means: 'Bunce refuses our key or address, or fails again and again; delivery pauses.',
    section: 'bunce-refuses-us',
  },
];

function ofAProvider([name, receiver]: readonly [string, IFunction], { metrics }: Watched): readonly Watch[] {
  const counted = (outcome: string): IMetric => metrics.of('webhooks', { provider: name, outcome });
  return [
    {
      id: `${receiver.node.id}Refusals`,
      metric: new MathExpression({
        expression: 'IF(FILL(refused, 0) > FILL(accepted, 0) + FILL(ignored, 0), FILL(refused, 0), 0)',
        usingMetrics: { refused: counted('refused'), accepted: counted('accepted'), ignored: counted('ignored') },
        period: Duration.hours(1),
      }),
      from: 5,
      means: `In an hour, 5 or more webhooks of ${name} had no valid signature, and more than had one.`,
      section: 'refused-webhooks',
    },
    {
      id: `${receiver.node.id}Untaken`,
      metric: sum({ oversized: counted('oversized'), unavailable: counted('unavailable'), crashed: receiver.metricErrors() }),
      from: 1,
      means: `A webhook of ${name} could not be taken (too large, no secret, no queue, no look-up, a crash); ${name} still has it.`,
      section: 'webhooks-not-taken',
    },
  ];
}

/** Counts a metric without data as 0: else the sum would have none either. */
function sum(usingMetrics: Record<string, IMetric>): MathExpression {
  const expression = Object.keys(usingMetrics).map((name) => `FILL(${name}, 0)`);
  return new MathExpression({ expression: expression.join(' + '), usingMetrics, period: Duration.minutes(5) });
}
