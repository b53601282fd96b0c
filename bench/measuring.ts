import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';

import { CREDENTIALS, type Invoked, type LogLine, REGION } from '../local/lambda/environment.ts';
import type { Webhook } from '../local/load/webhooks.ts';
import { firstPurchases, type Mixing, population } from './mix.ts';
import { countQueueRequests, type QueueProxy } from './queue-requests.ts';
import { spokenIn } from './spoken.ts';
import { COUNTING, sendBurst, startSystem, type System } from './system.ts';
import { countUnits, type CountingProxy, type Units } from './units.ts';

/** What a number of webhooks used, all together. */
export interface Usage extends Units {
  readonly webhooks: number;
  readonly logBytes: number;
  readonly series: ReadonlySet<string>;
  readonly queueRequests: number;
  readonly receiver: Ran;
  readonly consumer: Ran;
  /** To Bunce. */
  readonly calls: number;
  /** By which the table grew. */
  readonly tableBytes: number;
}

/** As AWS bills it: every begun millisecond. */
export interface Ran {
  readonly invocations: number;
  readonly milliseconds: number;
}

export interface Measuring {
  used(webhooks: readonly Webhook[], send: typeof sendBurst): Promise<Usage>;
  close(): Promise<void>;
}

/** Whom the measured webhooks are about: they have signed up, and have bought by the measured provider before. */
export const KNOWN: Mixing = { from: 0, count: 300 };

/** The system with something that counts before its tables and its queues. */
export async function startMeasuring(): Promise<Measuring> {
  const heard: Heard = { lines: [], invocations: [] };
  const proxies: { units: CountingProxy; queues: QueueProxy }[] = [];
  const system = await startSystem(COUNTING, {
    async before({ queues, tables }) {
      const standing = { units: await countUnits(tables), queues: await countQueueRequests(queues) };
      proxies.push(standing);
      return { queues: standing.queues.url, tables: standing.units.url };
    },
    onLine: (line) => heard.lines.push(line),
    onInvocation: (invocation) => heard.invocations.push(invocation),
    level: 'INFO',
  });
  const [counting] = proxies;
  if (!counting) throw new Error('nothing stands before the servers');
  await system.limit(COUNTING.limit);
  await sendBurst(system, population(KNOWN));
  await sendBurst(system, firstPurchases(KNOWN));
  return {
    used: async (webhooks, send) => usedBy(webhooks, { system, send, heard, ...counting }),
    async close() {
      await system.close();
      await counting.units.close();
      await counting.queues.close();
    },
  };
}

interface Heard {
  readonly lines: LogLine[];
  readonly invocations: Invoked[];
}

interface Counting {
  readonly system: System;
  readonly send: typeof sendBurst;
  readonly heard: Heard;
  readonly units: CountingProxy;
  readonly queues: QueueProxy;
}

async function usedBy(webhooks: readonly Webhook[], { system, send, heard, units, queues }: Counting): Promise<Usage> {
  const tableBefore = await bytesIn(system);
  const { length: before } = await system.log();
  units.counted();
  queues.counted();
  heard.lines.length = 0;
  heard.invocations.length = 0;
  const wentOn = await send(system, webhooks);
  const counted = { ...units.counted(), queueRequests: queues.counted() };
  const { bytes, series } = spokenIn(heard.lines);
  // One that had begun stood still with the consumer.
  const ofConsumer = heard.invocations
    .filter((each) => each.function === 'Consumer')
    .map((each) => ({ ...each, began: Math.max(each.began, wentOn) }));
  return {
    ...counted,
    webhooks: webhooks.length,
    logBytes: bytes,
    series,
    receiver: ranIn(heard.invocations.filter((each) => each.function !== 'Consumer')),
    consumer: ranIn(ofConsumer),
    calls: (await system.log(before)).length,
    tableBytes: (await bytesIn(system)) - tableBefore,
  };
}

const ranIn = (invocations: readonly Invoked[]): Ran => ({
  invocations: invocations.length,
  milliseconds: invocations.reduce((sum, { began, ended }) => sum + Math.ceil(ended - began), 0),
});

/** AWS adds so many bytes to each item. */
const OVERHEAD = 100;
const UNIT = 4096;

/** What the table holds, to a unit a page. */
async function bytesIn({ run }: System): Promise<number> {
  const client = new DynamoDBClient({
    endpoint: run.environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
    region: REGION,
    credentials: CREDENTIALS,
  });
  const asked = { TableName: Object.values(run.tables)[0], ConsistentRead: true, ReturnConsumedCapacity: 'TOTAL' } as const;
  let bytes = 0;
  for await (const { ConsumedCapacity, Count = 0 } of paginateScan({ client }, asked))
    bytes += (ConsumedCapacity?.CapacityUnits ?? 0) * UNIT + Count * OVERHEAD;
  client.destroy();
  return bytes;
}
