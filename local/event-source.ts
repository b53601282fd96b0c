import { setTimeout as pause } from 'node:timers/promises';

import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';

import { doneOf } from './batch-response.ts';
import { REGION } from './lambda/environment.ts';
import type { LocalFunction } from './lambda/function.ts';
import type { Queue } from './queues.ts';

/** Lambda's poller between a queue and a function, as the template's event source mapping describes it. */
export interface EventSourceOptions {
  readonly client: SQSClient;
  readonly queue: Queue;
  readonly target: LocalFunction;
  readonly batchSize: number;
  /** Most batches in flight. */
  readonly concurrency: number;
  /** ReportBatchItemFailures: the response names the messages that stay. */
  readonly partialResponses: boolean;
  /** Told of each batch before the function is. */
  readonly onBatch?: ((records: readonly SQSRecord[]) => void) | undefined;
}

export interface EventSource {
  /** Takes nothing more, as one that an operator has switched off; resolves once what it has in hand is done, and its last poll over. */
  rest(): Promise<void>;
  /** Switched on again. */
  resume(): void;
  stop(): Promise<void>;
}

export function startEventSource(options: EventSourceOptions): EventSource {
  const stopping = new AbortController();
  let resting = false;
  const start = () =>
    Array.from({ length: options.concurrency }, async () => poll(options, { signal: stopping.signal, isResting: () => resting }));
  let pollers = start();
  return {
    async rest() {
      resting = true;
      await Promise.all(pollers);
    },
    resume() {
      if (!resting) return;
      resting = false;
      // Those that have not heard of the rest yet go on too, and are waited for with the new ones.
      pollers = [...pollers, ...start()];
    },
    async stop() {
      stopping.abort();
      await Promise.all(pollers);
    },
  };
}

interface Polling {
  readonly signal: AbortSignal;
  isResting(): boolean;
}

/** One batch after the other until told to stop; a queue that does not answer is asked again. */
async function poll(options: EventSourceOptions, { signal, isResting }: Polling): Promise<void> {
  while (!signal.aborted && !isResting()) {
    try {
      const batch = await receive(options, signal);
      if (batch.length > 0) await handle(options, batch);
    } catch {
      await pause(500, undefined, { signal }).catch(() => {});
    }
  }
}

async function receive({ client, queue, batchSize }: EventSourceOptions, signal: AbortSignal): Promise<readonly Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queue.url,
    MaxNumberOfMessages: Math.min(batchSize, 10),
    WaitTimeSeconds: 20,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  const { Messages } = await client.send(command, { abortSignal: signal });
  return Messages ?? [];
}

/** What the function does not keep back is deleted; what stays comes again when its visibility ends. */
async function handle({ client, queue, target, partialResponses, onBatch }: EventSourceOptions, batch: readonly Message[]): Promise<void> {
  const records = batch.map((message) => recordOf(message, queue));
  onBatch?.(records);
  const invocation = await target.invoke({ Records: records } satisfies SQSEvent);
  const done = doneOf({ invocation, records, partialResponses });
  if (done.length === 0) return;
  const Entries = done.map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
  await client.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries }));
}

const recordOf = (message: Message, { arn }: Queue): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '0',
    ...message.Attributes,
  },
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue, DataType = 'String' }]) => [
      name,
      {
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        dataType: DataType,
        stringListValues: [],
        binaryListValues: [],
      },
    ]),
  ),
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN: arn,
  awsRegion: REGION,
});
