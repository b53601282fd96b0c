import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { onTestFinished } from 'vitest';

import type { Queues } from '../../../functions/consumer/batch/settling.ts';
import { createQueue, type Queue, startQueueServer } from '../../../local/queues.ts';
import { Parked, unpacked } from '../../../shared/queue/parked.ts';
import type { Envelope } from '../../../shared/queue/envelope.ts';
import { envelopeMessage, park, send } from '../../../shared/queue/sender.ts';
import { hide } from '../../../shared/queue/visibility.ts';

const FIFO = { FifoQueue: 'true', DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' };

/** The main queue and the parked one. What is hidden comes back at once; for how long it was to stay away is kept. */
export async function openQueues() {
  const server = await startQueueServer();
  onTestFinished(async () => server.close());
  const [main, parked] = await Promise.all([
    createQueue(server, { name: 'main.fifo', attributes: FIFO }),
    createQueue(server, { name: 'parked.fifo', attributes: FIFO }),
  ]);
  const address = ({ url }: Queue) => ({ client: server.client, url });
  const received = async ({ url }: Queue, most = 10): Promise<readonly Message[]> => {
    const ask = { QueueUrl: url, MaxNumberOfMessages: most, MessageSystemAttributeNames: ['All' as const] };
    return (await server.client.send(new ReceiveMessageCommand(ask))).Messages ?? [];
  };
  const hidden: number[] = [];
  let taken: readonly string[] = [];
  const queues: Queues = {
    park: async (message) => park(address(parked), message),
    resend: async (envelope, dedup) => send(address(main), { ...envelopeMessage(envelope), dedup }),
    hide: async ({ handles, seconds }) => {
      hidden.push(seconds);
      await hide(address(main), { handles, seconds: 0 });
    },
  };
  return {
    queues,
    hidden,
    records: async (most?: number) => {
      const records = (await received(main, most)).map(recordOf);
      taken = records.map(({ receiptHandle }) => receiptHandle);
      return records;
    },
    /** What an invocation that died had taken last is there again. */
    giveBack: async () => hide(address(main), { handles: taken, seconds: 0 }),
    acknowledge: async (records: readonly SQSRecord[]) => {
      const Entries = records.map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
      if (Entries.length > 0) await server.client.send(new DeleteMessageBatchCommand({ QueueUrl: main.url, Entries }));
    },
    sendRaw: async (body: string, group: string) => send(address(main), { body, group, dedup: String(Math.random()) }),
    send: async (...envelopes: readonly Envelope[]) => {
      for (const envelope of envelopes) await send(address(main), envelopeMessage(envelope));
    },
    parked: async () => (await received(parked)).map(({ Body = '' }) => Parked.parse(unpacked(JSON.parse(Body)))),
  };
}

const recordOf = ({ MessageId = '', ReceiptHandle = '', Body = '', Attributes = {} }: Message): SQSRecord => ({
  messageId: MessageId,
  receiptHandle: ReceiptHandle,
  body: Body,
  attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0', SenderId: '', ApproximateFirstReceiveTimestamp: '0', ...Attributes },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: '',
});
