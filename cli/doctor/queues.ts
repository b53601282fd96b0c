import { GetQueueAttributesCommand, type QueueAttributeName, SQSClient } from '@aws-sdk/client-sqs';

import { command } from '../../shared/runtime/command.ts';
import type { Outputs } from '../instances.ts';
import { asked, using } from './ask.ts';
import { type Finding, examined, green, note, red } from './finding.ts';
import { consumerFindings } from './lambda.ts';
import { DAY, HOUR } from './counts.ts';
import { metricData } from './metric-data.ts';

interface Stack {
  readonly outputs: Outputs;
  /** Of our command line, with the stack. */
  readonly flags: string;
  /** Of that of AWS. */
  readonly awsFlags: string;
  /** Whether CloudWatch tells anything. */
  readonly measured: boolean;
}

/** How full the queues are, who takes from the first, and how long the second still keeps what it has. */
export async function queueFindings({ outputs, flags, awsFlags, measured }: Stack): Promise<readonly Finding[]> {
  const [queue, parked] = await using(new SQSClient({ maxAttempts: 2 }), async (client) =>
    Promise.all([stateOf(client, outputs['QueueUrl']), stateOf(client, outputs['ParkedQueueUrl'])]),
  );
  const list = command(`parked list${flags}`);
  const left = parked.waiting + parked.inFlight;
  return [
    green('queue', `${queue.waiting} waiting, ${queue.inFlight} in flight`),
    ...(await examined('consumer', async () => consumerFindings({ queue: queue.arn, flags: awsFlags }))),
    left === 0 ? green('parked', 'nothing') : red('parked', { text: `${left} wait for a decision`, fix: list }),
    ...(left > 0 && measured ? await examined('parked age', async () => [await ageFinding(parked, list)]) : []),
  ];
}

export interface QueueState {
  readonly name: string;
  readonly arn: string;
  readonly waiting: number;
  readonly inFlight: number;
  /** Milliseconds. */
  readonly kept: number;
}

const ASKED = [
  'QueueArn',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'MessageRetentionPeriod',
] as const satisfies readonly QueueAttributeName[];

/** What SQS tells of a queue. */
export async function stateOf(client: SQSClient, url: string | undefined): Promise<QueueState> {
  const answer = client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...ASKED] }));
  const { Attributes = {} } = await asked('sqs:GetQueueAttributes', answer);
  const arn = Attributes.QueueArn ?? '';
  return {
    arn,
    name: arn.split(':').at(-1) ?? '',
    waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
    kept: Number(Attributes.MessageRetentionPeriod ?? 0) * 1000,
  };
}

/** From then on what is parked is about to be lost. */
const SOON = 7;

async function ageFinding({ name, kept }: QueueState, list: string): Promise<Finding> {
  const age = await ageOf(name);
  if (age === undefined) return note('parked age', { text: 'CloudWatch does not tell it yet' });
  const days = Math.max(0, Math.floor((kept - age) / DAY));
  const text = `the oldest expires in ${days === 1 ? '1 day' : `${days} days`}, SQS deletes it then`;
  return days <= SOON ? red('parked age', { text, fix: list }) : note('parked age', { text });
}

/** Milliseconds; the most of the last hour. */
async function ageOf(QueueName: string): Promise<number | undefined> {
  const Metric = {
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateAgeOfOldestMessage',
    Dimensions: [{ Name: 'QueueName', Value: QueueName }],
  };
  const queries = [{ Id: 'age', MetricStat: { Metric, Period: HOUR / 1000, Stat: 'Maximum' } }];
  const ages = (await metricData({ queries, since: HOUR })).flatMap(({ Values = [] }) => Values);
  return ages.length === 0 ? undefined : Math.max(...ages) * 1000;
}
