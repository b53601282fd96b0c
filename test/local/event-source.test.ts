import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it, onTestFinished } from 'vitest';

import { startEventSource } from '../../local/event-source.ts';
import { createQueue, type Queue, type QueueServer, startQueueServer } from '../../local/queues.ts';
import { sampleFunction } from './sample-function.ts';

const attributes = { FifoQueue: 'true', VisibilityTimeout: '600' } as const;

/** What is left in the queue after the function has had each of these messages, one group each. */
async function leftAfter(code: string, messages: readonly string[]) {
  const server = await startQueueServer();
  const queue = await createQueue(server, { name: 'q.fifo', attributes });
  for (const body of messages) await send({ server, queue }, body);
  const target = await sampleFunction(code);
  const source = startEventSource({ client: server.client, queue, target, batchSize: 10, concurrency: 2, partialResponses: true });
  onTestFinished(async () => {
    await source.stop();
    await server.close();
  });
  const seen = () => target.lines.map(({ line }) => line);
  return { seen, source, more: async (body: string) => send({ server, queue }, body), counts: async () => counts({ server, queue }) };
}

interface Place {
  readonly server: QueueServer;
  readonly queue: Queue;
}

const send = async ({ server, queue }: Place, body: string) =>
  server.client.send(
    new SendMessageCommand({ QueueUrl: queue.url, MessageBody: body, MessageGroupId: body, MessageDeduplicationId: body }),
  );

async function counts({ server, queue }: Place): Promise<readonly (string | undefined)[]> {
  const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await server.client.send(
    new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: [...AttributeNames] }),
  );
  return AttributeNames.map((name) => Attributes[name]);
}

const LOG = 'for (const { body } of event.Records) console.log(body);';

describe('the event source', () => {
  it('deletes what the function handled and keeps what it names', async () => {
    const code = `export const handler = async (event) => { ${LOG}
      return { batchItemFailures: event.Records.filter(({ body }) => body === 'bad').map(({ messageId }) => ({ itemIdentifier: messageId })) }; };`;
    const { seen, counts } = await leftAfter(code, ['one', 'bad', 'two']);
    await expect.poll(() => seen().toSorted()).toEqual(['bad', 'one', 'two']);
    await expect.poll(counts).toEqual(['0', '1']);
  });

  it.each([
    ['throws', 'throw new Error("no")'],
    ['answers with an unknown identifier', 'return { batchItemFailures: [{ itemIdentifier: "x" }] }'],
    ['answers with an empty identifier', 'return { batchItemFailures: [{ itemIdentifier: "" }] }'],
    ['crashes', 'await new Promise((done) => setTimeout(done, 100)); process.exit(1)'],
  ])('keeps the whole batch when the function %s', async (_, end) => {
    const { seen, counts } = await leftAfter(`export const handler = async (event) => { ${LOG} ${end} };`, ['one', 'two']);
    await expect
      .poll(() =>
        seen()
          .filter((line) => /^(one|two)$/.test(line))
          .toSorted(),
      )
      .toEqual(['one', 'two']);
    expect(await counts()).toEqual(['0', '2']);
  });

  it('takes an empty answer for success', async () => {
    const { counts } = await leftAfter('export const handler = async () => {};', ['one']);
    await expect.poll(counts).toEqual(['0', '0']);
  });

  it('leaves the queue alone while it is switched off', async () => {
    const { seen, source, more, counts } = await leftAfter(`export const handler = async (event) => { ${LOG} };`, ['one']);
    await expect.poll(seen).toEqual(['one']);
    const rested = source.rest();
    await more('two');
    await rested;
    await more('three');
    expect(await counts()).toEqual(['1', '0']);
    source.resume();
    await expect.poll(seen).toEqual(['one', 'two', 'three']);
  });

  it('gives the record Lambda gives', async () => {
    const code = 'export const handler = async (event) => console.log(JSON.stringify(event.Records[0]));';
    const { seen } = await leftAfter(code, ['one']);
    await expect.poll(() => seen().length).toBe(1);
    expect(JSON.parse(seen()[0] ?? '')).toMatchObject({
      body: 'one',
      eventSource: 'aws:sqs',
      attributes: {
        ApproximateReceiveCount: '1',
        MessageGroupId: 'one',
        MessageDeduplicationId: 'one',
      },
    });
  });
});
