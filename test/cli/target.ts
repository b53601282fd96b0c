import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { DeleteMessageCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';

import { runFile } from '../../local/run-file.ts';
import { startSecretStore } from '../../local/secrets.ts';
import { clientEnvironment } from '../../local/servers.ts';
import { close, listen } from '../../local/loopback.ts';
import { createQueue, type Queue, startQueueServer } from '../../local/queues.ts';
import { createTable, startTableServer } from '../../local/tables.ts';
import type { Parked } from '../../shared/queue/parked.ts';
import { park, type QueueAddress } from '../../shared/queue/sender.ts';
import { project as repository } from '../project.ts';
import type { Item } from '../../shared/runtime/marshal.ts';
import { scanTable } from '../../shared/runtime/scan-table.ts';
import { table } from '../../shared/runtime/table.ts';
import { holderOf } from '../../functions/consumer/people/person.ts';
import { type Ledger, LEDGER, ledgerIn } from '../../functions/consumer/state/ledger.ts';
import { type People, peopleIn } from '../../functions/consumer/state/people.ts';
import { cli, type Ran } from './cli.ts';

/** Queues and table as a local run has them, but no consumer: what is sent stays to be looked at. */
export interface Target {
  readonly queue: QueueAddress;
  readonly parked: QueueAddress;
  readonly people: People;
  readonly ledger: Ledger & { items(): AsyncIterable<Item> };
  /** For the CLI to find it all. */
  readonly environment: Readonly<Record<string, string>>;
  run(...parameters: readonly string[]): Promise<Ran>;
  park(...messages: readonly Parked[]): Promise<void>;
  /** All that the table holds, as text. */
  held(): Promise<string>;
  /** Takes all messages off a queue. */
  drain(address: QueueAddress): Promise<readonly Message[]>;
  stop(): Promise<void>;
}

const FIFO = { FifoQueue: 'true', DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' } as const;

interface Around {
  /** Whose run it is. */
  readonly project?: { readonly root: string };
  /** Base URLs of simulators, where there are any. */
  readonly bunce?: string;
  readonly bond?: string;
  /** Where it says how far imports have come. */
  readonly imports?: string;
  /** Secrets, by their names in the template. */
  readonly secrets?: Readonly<Record<string, object>>;
}

export async function startTarget({ project = repository, bunce, bond, imports, secrets: kept = {} }: Around = {}): Promise<Target> {
  const texts = Object.entries(kept).map(([name, content]) => [name, JSON.stringify(content)] as const);
  const [queues, tables, secrets] = await Promise.all([startQueueServer(), startTableServer(), startSecretStore(new Map(texts))]);
  const gateway = createServer((_, response) => response.end());
  const url = await listen(gateway);
  const file = runFile(project, new URL(url).port);
  const [Queue, Parked] = await Promise.all(
    ['main.fifo', 'dead.fifo'].map(async (name) => createQueue(queues, { name, attributes: FIFO })),
  );
  await createTable(tables, {
    TableName: 'state',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  const address = (queue: Queue | undefined): QueueAddress => ({ client: queues.client, url: queue?.url ?? '' });
  const written = {
    gateway: url,
    bunce: bunce ?? url,
    bond: bond ?? url,
    environment: clientEnvironment({ queues, tables, secrets }),
    queues: { Queue, Parked },
    tables: { State: 'state' },
    imports,
  };
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, JSON.stringify(written));
  const environment = { PORT: new URL(url).port };
  const parked = address(Parked);
  const state = table({ client: tables.client, name: 'state', sleep: async () => {} });
  return {
    queue: address(Queue),
    parked,
    people: peopleIn(state, leasing(bunce ?? url)),
    ledger: { ...ledgerIn(state, Date.now), items: () => scanTable({ client: tables.client, name: 'state', prefix: LEDGER }) },
    environment,
    run: async (...parameters) => cli(['--project', project.root, ...parameters], { environment }),
    held: async () => JSON.stringify((await tables.client.send(new ScanCommand({ TableName: 'state' }))).Items),
    park: async (...messages) => {
      for (const message of messages) await park(parked, message);
    },
    drain,
    async stop() {
      await rm(file, { force: true });
      await Promise.all([queues.close(), tables.close(), secrets.close(), close(gateway)]);
    },
  };
}

const leasing = (baseUrl: string) => ({
  token: crypto.randomUUID(),
  until: () => Date.now() + 60_000,
  holder: holderOf({ bunce: { baseUrl } }),
  now: Date.now,
});

export async function drain({ client, url }: QueueAddress): Promise<readonly Message[]> {
  const all: Message[] = [];
  for (;;) {
    const command = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] });
    const { Messages = [] } = await client.send(command);
    if (Messages.length === 0) return all;
    all.push(...Messages);
    for (const { ReceiptHandle } of Messages) await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
  }
}
