import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createQueue, type Queue, type QueueServer, startQueueServer } from '../../local/queues.ts';

const FIFO = { FifoQueue: 'true', DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' } as const;
let server: QueueServer;
let queues = 0;

beforeAll(async () => {
  server = await startQueueServer();
});
afterAll(async () => server.close());

const newQueue = async (attributes = {}): Promise<Queue> =>
  createQueue(server, { name: `q${(queues += 1)}-${Date.now()}.fifo`, attributes: { ...FIFO, ...attributes } });

async function send({ url }: Queue, messages: readonly string[]): Promise<void> {
  for (const message of messages) {
    const [group = ''] = message;
    await server.client.send(
      new SendMessageCommand({ QueueUrl: url, MessageBody: message, MessageGroupId: group, MessageDeduplicationId: message }),
    );
  }
}

async function receive({ url }: Queue, visibility = 30): Promise<readonly Message[]> {
  const command = { QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: visibility, WaitTimeSeconds: 1 };
  const { Messages } = await server.client.send(new ReceiveMessageCommand({ ...command, MessageSystemAttributeNames: ['All'] }));
  return Messages ?? [];
}

const bodies = (messages: readonly Message[]): readonly (string | undefined)[] => messages.map(({ Body }) => Body);

async function giveBack({ url }: Queue, messages: readonly Message[]): Promise<void> {
  for (const { ReceiptHandle } of messages) {
    await server.client.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 }));
  }
}

describe('the embedded queue server', () => {
  it('hands out several messages of a group, in order', async () => {
    const queue = await newQueue();
    await send(queue, ['a1', 'a2', 'b1', 'a3']);
    const received = await receive(queue);
    expect(bodies(received).filter((body) => body?.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
    expect(bodies(received)).toContain('b1');
  });

  it('holds a group back while any message of it is in flight', async () => {
    const queue = await newQueue();
    await send(queue, ['a1', 'a2']);
    const [first] = await receive(queue);
    await send(queue, ['a3', 'b1']);
    await server.client.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: first?.ReceiptHandle }));
    expect(bodies(await receive(queue))).toEqual(['b1']);
  });

  it.each([
    ['given back in order', (messages: readonly Message[]) => messages],
    ['given back in reverse', (messages: readonly Message[]) => messages.toReversed()],
  ])('keeps the order of a group that is %s', async (_, order) => {
    const queue = await newQueue();
    await send(queue, ['a1', 'a2', 'a3', 'a4']);
    await giveBack(queue, order(await receive(queue)));
    expect(bodies(await receive(queue))).toEqual(['a1', 'a2', 'a3', 'a4']);
  });

  it('keeps the order of a group whose visibility lapses', async () => {
    const queue = await newQueue();
    await send(queue, ['a1', 'a2', 'a3']);
    expect(await receive(queue, 1)).toHaveLength(3);
    await expect.poll(async () => bodies(await receive(queue)), { timeout: 10_000 }).toEqual(['a1', 'a2', 'a3']);
  });

  it('drops a duplicate within its group only', async () => {
    const queue = await newQueue();
    const message = { QueueUrl: queue.url, MessageBody: 'x', MessageDeduplicationId: 'same' };
    for (const MessageGroupId of ['a', 'a', 'b']) await server.client.send(new SendMessageCommand({ ...message, MessageGroupId }));
    expect(await receive(queue)).toHaveLength(2);
  });

  it('moves a message to the dead-letter queue after maxReceiveCount receives', async () => {
    const dead = await newQueue();
    const queue = await newQueue({ RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 }) });
    await send(queue, ['a1']);
    for (const count of ['1', '2']) {
      const received = await receive(queue);
      expect(received[0]?.Attributes?.['ApproximateReceiveCount']).toBe(count);
      await giveBack(queue, received);
    }
    expect(await receive(queue)).toEqual([]);
    expect(bodies(await receive(dead))).toEqual(['a1']);
  });

  it('takes every character SQS takes', async () => {
    const queue = await newQueue();
    await send(queue, ['a 🎉 é']);
    expect(bodies(await receive(queue))).toEqual(['a 🎉 é']);
  });
});
