import { DeleteMessageCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, it, onTestFinished } from 'vitest';

import { countQueueRequests } from '../../bench/queue-requests.ts';
import { createQueue, startQueueServer } from '../../local/queues.ts';

async function counting() {
  const server = await startQueueServer();
  const proxy = await countQueueRequests(server.endpoint);
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const client = new SQSClient({ endpoint: proxy.url, region: 'us-east-1', credentials, useQueueUrlAsEndpoint: false });
  onTestFinished(async () => {
    client.destroy();
    await proxy.close();
    await server.close();
  });
  const { url: QueueUrl } = await createQueue(server, { name: 'requests.fifo', attributes: { FifoQueue: 'true' } });
  const send = async (MessageBody: string) =>
    client.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId: 'a', MessageDeduplicationId: MessageBody.slice(0, 20) }));
  const receive = async () => client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  return { ...proxy, client, QueueUrl, send, receive };
}

it('a message costs a request to send, one to receive and one to delete', async () => {
  const { client, QueueUrl, send, receive, counted } = await counting();
  await send('small');
  expect(counted()).toBe(1);
  const { Messages: [message] = [] } = await receive();
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  expect(counted()).toBe(2);
});

it('every begun 64 kB costs one', async () => {
  const { send, receive, counted } = await counting();
  await send('x'.repeat(150 * 1024));
  expect(counted()).toBe(3);
  await receive();
  expect(counted()).toBe(3);
});

it('what brings no message is polling, and what asks about the queue is nobody who works', async () => {
  const { client, QueueUrl, receive, counted } = await counting();
  await receive();
  await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  expect(counted()).toBe(0);
});
