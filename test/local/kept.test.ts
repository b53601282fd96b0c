import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DeleteItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, it, onTestFinished } from 'vitest';

import { LOCAL_KEYS, startBunceSimulator } from '../../local/bunce/server.ts';
import { depth } from '../../local/depth.ts';
import { emptyQueue, emptySimulator, emptyTable } from '../../local/empty.ts';
import { BrokenLock, forget, keep, KeptInUse, returnToQueue } from '../../local/kept.ts';
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

async function tableIn(folder: string) {
  const server = await startTableServer(undefined, folder);
  onTestFinished(async () => server.close());
  const key = { AttributeName: 'pk' };
  const keys = { KeySchema: [{ ...key, KeyType: 'HASH' as const }], AttributeDefinitions: [{ ...key, AttributeType: 'S' as const }] };
  await createTable(server, { TableName: 'State', ...keys, BillingMode: 'PAY_PER_REQUEST' });
  return {
    ...server,
    put: async (Item: Record<string, { S: string }>) => server.client.send(new PutItemCommand({ TableName: 'State', Item })),
    scan: async () => (await server.client.send(new ScanCommand({ TableName: 'State' }))).Items ?? [],
  };
}

it('a table that is kept has its items after a restart', async () => {
  const folder = temporary();
  const first = await tableIn(folder);
  for (let at = 0; at < 30; at += 1) await first.put({ pk: { S: `p${at}` } });
  await first.close();
  const second = await tableIn(folder);
  expect(await second.scan()).toHaveLength(30);
  expect(await emptyTable(second.client, 'State')).toBe(30);
  expect(await second.scan()).toEqual([]);
});

const ADDRESS = 'ngozi.erased@example.com';

/** Files below a folder that hold the address. */
const holding = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && readFileSync(join(file.parentPath, file.name)).includes(ADDRESS))
    .map(({ name }) => name);

/** The folder as a kill leaves it. */
function killed(folder: string): string {
  const left = join(temporary(), 'left');
  cpSync(folder, left, { recursive: true });
  return left;
}

it('a table that is kept holds nothing that was overwritten or deleted, when it has ended or begins after a kill', async () => {
  const folder = join(temporary(), 'tables');
  const server = await tableIn(folder);
  for (const pk of ['changed', 'gone']) await server.put({ pk: { S: pk }, e: { S: ADDRESS } });
  await server.put({ pk: { S: 'changed' }, e: { S: 'nobody' } });
  await server.client.send(new DeleteItemCommand({ TableName: 'State', Key: { pk: { S: 'gone' } } }));
  expect(holding(folder)).not.toEqual([]);
  const left = killed(folder);
  await server.close();
  expect(holding(folder)).toEqual([]);
  const next = await tableIn(left);
  expect(holding(left)).toEqual([]);
  expect(await next.scan()).toEqual([{ pk: { S: 'changed' }, e: { S: 'nobody' } }]);
  expect(readdirSync(join(left, '..'))).toEqual(['left']);
});

it('a queue that is kept holds no message that was deleted, when it has ended or begins after a kill', async () => {
  const folder = temporary();
  const server = await queueIn(folder);
  for (const text of ['one', ADDRESS, 'two']) await server.send(text);
  const { Messages = [] } = await server.client.send(new ReceiveMessageCommand({ QueueUrl: server.url, MaxNumberOfMessages: 2 }));
  for (const { ReceiptHandle } of Messages) await server.client.send(new DeleteMessageCommand({ QueueUrl: server.url, ReceiptHandle }));
  expect(holding(folder)).not.toEqual([]);
  const left = killed(folder);
  await server.close();
  expect(holding(folder)).toEqual([]);
  const next = await queueIn(left);
  expect(holding(left)).toEqual([]);
  expect(await next.receive()).toEqual(['two']);
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

/** Where a project's runs keep their state, in a folder that is there already. */
function project() {
  const root = temporary();
  const folder = join(root, '.bunce-sync/kept');
  mkdirSync(folder, { recursive: true });
  const before = process.umask();
  onTestFinished(() => void process.umask(before));
  return { root, folder, pid: join(folder, 'pid'), lock: join(folder, 'lock') };
}

it('keeps for its user alone, and for one run at a time; nobody forgets what one that is up keeps', () => {
  const { root, pid } = project();
  const kept = keep({ root });
  expect(statSync(kept.queues).mode & 0o077).toBe(0);
  for (const other of [keep, forget]) {
    expect(() => other({ root })).toThrow(KeptInUse);
    expect(() => other({ root })).toThrow(`(process ${process.pid})`);
  }
  // As before the other has written it.
  for (const written of ['', undefined]) {
    if (written === undefined) rmSync(pid);
    else writeFileSync(pid, written);
    expect(() => keep({ root })).toThrow('another run of this project (process unknown) keeps its state');
  }
});

it('what an ended run kept is forgotten when that is asked for', async () => {
  const { root, folder } = project();
  mkdirSync(join(folder, 'queues'));
  const queue = await queueIn(join(folder, 'queues'));
  await queue.send('one');
  await queue.close();
  expect([forget({ root }), forget({ root })]).toEqual([1, undefined]);
  expect(readdirSync(join(root, '.bunce-sync'))).not.toContain('kept');
});

it('a lock that is broken is not taken for another run', () => {
  const { root, lock } = project();
  writeFileSync(lock, 'no database, but long enough to be read as one'.repeat(40));
  for (const one of [keep, forget]) {
    expect(() => one({ root })).toThrow(BrokenLock);
    expect(() => one({ root })).toThrow(`${lock} cannot be locked (file is not a database)`);
  }
});

it('what a run kept that was killed is nobody’s, whoever has its process id by now', () => {
  const { root, pid } = project();
  writeFileSync(pid, String(process.ppid));
  expect(() => keep({ root })).not.toThrow();
});
