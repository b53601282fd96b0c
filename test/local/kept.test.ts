import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, it, onTestFinished } from 'vitest';

import { LOCAL_KEYS, startBunceSimulator } from '../../local/bunce/server.ts';
import { depth } from '../../local/depth.ts';
import { emptyQueue, emptySimulator, emptyTable } from '../../local/empty.ts';
import { forget, keep, KeptInUse, returnToQueue } from '../../local/kept.ts';
import { createQueue, startQueueServer } from '../../local/queues.ts';
import { createTable, startTableServer } from '../../local/tables.ts';

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-kept-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const DEFINITION = { name: 'Queue.fifo', attributes: { FifoQueue: 'true', VisibilityTimeout: '600' } };

async function queueIn(folder: string, definition = DEFINITION) {
  const server = await startQueueServer(undefined, folder);
  onTestFinished(async () => server.close());
  const { url } = await createQueue(server, definition);
  return {
    ...server,
    url,
    send: async (text: string) =>
      server.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: text, MessageGroupId: 'g', MessageDeduplicationId: text })),
    async receive() {
      const { Messages = [] } = await server.client.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }));
      return Messages.map(({ Body }) => Body);
    },
  };
}

it('a queue that is kept has its messages after a restart, in their order, also those that were in hand', async () => {
  const folder = temporary();
  const first = await queueIn(folder);
  for (const text of ['one', 'two', 'three']) await first.send(text);
  expect(await first.receive()).toEqual(['one', 'two', 'three']);
  await first.close();
  returnToQueue(folder);
  const second = await queueIn(folder);
  expect(await second.receive()).toEqual(['one', 'two', 'three']);
});

it('a queue that is kept takes the properties of a newer template', async () => {
  const folder = temporary();
  const first = await queueIn(folder);
  await first.send('one');
  await first.close();
  const second = await queueIn(folder, { ...DEFINITION, attributes: { ...DEFINITION.attributes, VisibilityTimeout: '30' } });
  expect(await second.receive()).toEqual(['one']);
});

it('a table that is kept has its items after a restart', async () => {
  const folder = temporary();
  const first = await startTableServer(undefined, folder);
  const key = [{ AttributeName: 'pk', KeyType: 'HASH' as const }];
  const AttributeDefinitions = [{ AttributeName: 'pk', AttributeType: 'S' as const }];
  await createTable(first, { TableName: 'State', KeySchema: key, AttributeDefinitions, BillingMode: 'PAY_PER_REQUEST' });
  for (let at = 0; at < 30; at += 1) await first.client.send(new PutItemCommand({ TableName: 'State', Item: { pk: { S: `p${at}` } } }));
  await first.close();
  const second = await startTableServer(undefined, folder);
  onTestFinished(async () => second.close());
  expect((await second.client.send(new ScanCommand({ TableName: 'State' }))).Count).toBe(30);
  expect(await emptyTable(second.client, 'State')).toBe(30);
  expect((await second.client.send(new ScanCommand({ TableName: 'State' }))).Count).toBe(0);
});

it("Bunce's simulator goes on with its customers, definitions and events, and is emptied of all but definitions", async () => {
  const file = join(temporary(), 'bunce.state');
  const first = await startBunceSimulator({ keptIn: file });
  const ask = async (url: string, body: unknown) =>
    fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'X-Authorization': LOCAL_KEYS.test },
    });
  await ask(`${first.control}/customers`, { email: 'ada@example.com', customer_id: 'c1' });
  await ask(`${first.url}/attributes`, { name: 'Plan', data_type: 'text' });
  const before: unknown = await (await fetch(`${first.control}/customers`)).json();
  await first.close();
  expect(statSync(file).mode & 0o077).toBe(0);

  const second = await startBunceSimulator({ keptIn: file });
  onTestFinished(async () => second.close());
  expect(await (await fetch(`${second.control}/customers`)).json()).toEqual(before);
  // The same customer in both of its places: known by address, and changed by it.
  await ask(`${second.control}/customers`, { email: 'ada@example.com', customer_id: 'c1', first_name: 'Ada' });
  expect(await (await fetch(`${second.control}/customers`)).json()).toMatchObject([{ customer_id: 'c1', first_name: 'Ada' }]);
  expect(await emptySimulator(new URL(second.url).origin)).toEqual({ customers: 1, events: 0 });
  expect(await (await fetch(`${second.control}/customers`)).json()).toEqual([]);
});

it('says how many messages a queue held that it empties', async () => {
  const queue = await queueIn(temporary());
  await queue.send('one');
  await queue.send('two');
  await queue.receive();
  expect(await emptyQueue(queue.client, queue.url)).toBe(2);
  expect(await depth(queue.client, queue.url)).toBe(0);
});

it('keeps for its user alone, and for one run at a time; what an ended one kept is forgotten when that is asked for', async () => {
  const root = temporary();
  expect(forget({ root })).toBeUndefined();
  const before = process.umask();
  onTestFinished(() => void process.umask(before));
  const kept = keep({ root });
  expect(statSync(kept.queues).mode & 0o077).toBe(0);
  const queue = await queueIn(kept.queues);
  await queue.send('one');
  await queue.close();
  writeFileSync(join(root, '.bunce-sync/kept/pid'), String(process.ppid));
  expect(() => keep({ root })).toThrow(KeptInUse);
  writeFileSync(join(root, '.bunce-sync/kept/pid'), '4194304');
  expect(forget({ root })).toBe(1);
  mkdirSync(join(root, '.bunce-sync'), { recursive: true });
  expect(readdirSync(join(root, '.bunce-sync'))).not.toContain('kept');
});
