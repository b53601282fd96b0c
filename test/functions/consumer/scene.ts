import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { onTestFinished } from 'vitest';
import * as z from 'zod/mini';

import { asker } from '../../../functions/consumer/calls.ts';
import { consume, type World } from '../../../functions/consumer/consume.ts';
import { directoryIn } from '../../../functions/consumer/directory.ts';
import { gate } from '../../../functions/consumer/gate.ts';
import { ledgerIn } from '../../../functions/consumer/ledger.ts';
import { pace } from '../../../functions/consumer/pace.ts';
import { watermarksIn } from '../../../functions/consumer/watermark.ts';
import { LOCAL_KEYS, startBunceSimulator } from '../../../local/bunce/server.ts';
import type { Switches } from '../../../local/bunce/switches.ts';
import { defineAll } from '../../../local/catalogue.ts';
import { createQueue, type Queue, startQueueServer } from '../../../local/queues.ts';
import { createTable, startTableServer } from '../../../local/tables.ts';
import { bunceClient } from '../../../shared/bunce/client.ts';
import type { Command } from '../../../shared/bunce/command.ts';
import { type Envelope, envelopeOf } from '../../../shared/queue/envelope.ts';
import { Parked } from '../../../shared/queue/parked.ts';
import { envelopeMessage, parkedMessage, send } from '../../../shared/queue/sender.ts';
import { hide } from '../../../shared/queue/visibility.ts';
import { type Config, defineConfig, type Delivery, stageOf } from '../../../shared/runtime/config.ts';
import { table } from '../../../shared/runtime/table.ts';

/** A small shop: Clerk says who people are, Paystack what they buy. */
export const CONFIG = defineConfig({
  bunce: { baseUrl: 'http://127.0.0.1/v1' },
  identity: 'clerk',
  defaultCountry: 'NG',
  providers: { clerk: {}, paystack: {} },
  events: {
    signed_up: { event: 'Signed up', parameters: { 'Signed up at': 'occurredAt' } },
    purchase_completed: {
      event: 'Purchase',
      parameters: { Amount: { from: 'amount', required: true }, Reference: 'reference' },
      attributes: { 'Last purchase at': 'occurredAt' },
    },
    payment_failed: { event: 'Failed', parameters: { Reason: 'reason' }, maxAge: 1 },
    refund_issued: { event: 'Refund', parameters: { Reason: 'reason' }, onAmbiguous: 'park' },
  },
  attributes: { identityStatus: 'Identity' },
});

const Row = z.object({ method: z.string(), path: z.string(), query: z.string(), status: z.nullable(z.int()), body: z.unknown() });
const Customer = z.object({
  customer_id: z.string(),
  email: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  phone_no: z.nullable(z.string()),
  attributes: z.record(z.string(), z.string()),
  devices: z.array(z.object({ token: z.string() })),
});
const Trigger = z.object({
  name: z.string(),
  email: z.nullable(z.string()),
  payload: z.looseObject({}),
  customer_id: z.nullable(z.string()),
});

export interface SceneOptions {
  readonly switches?: Partial<Switches>;
  readonly delivery?: Partial<Delivery>;
  readonly config?: Partial<Config>;
  /** Bunce's key as the consumer finds it. */
  readonly key?: () => string | undefined;
}

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** A consumer between real embedded servers. Its clock stands in for sleeping; what it hides comes back at once. */
export async function openScene({ switches = {}, delivery = {}, config = {}, key = () => LOCAL_KEYS.test }: SceneOptions = {}) {
  const [bunce, queueServer, tables] = await Promise.all([startBunceSimulator({ switches }), startQueueServer(), startTableServer()]);
  const client = bunceClient({ baseUrl: bunce.url, deadline: 2, idle: 4, now: Date.now, key: async () => key() });
  onTestFinished(async () => {
    await client.close();
    await Promise.all([bunce.close(), queueServer.close(), tables.close()]);
  });
  const attributes = { FifoQueue: 'true', DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' };
  const [main, parkedQueue] = await Promise.all(
    ['main.fifo', 'parked.fifo'].map(async (name) => createQueue(queueServer, { name, attributes })),
  );
  if (!main || !parkedQueue) throw new Error('no queues');
  await createTable(tables, {
    TableName: 'state',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  const whole = { ...CONFIG, ...config };
  const catalogue = await defineAll({ baseUrl: bunce.url, key: LOCAL_KEYS.test }, whole);
  const settings = stageOf({ ...whole, delivery }, 'default');

  const clock = { ahead: 0 };
  const now = (): number => Date.now() + clock.ahead;
  const sleep = async (ms: number): Promise<void> => void (clock.ahead += ms);
  const counts: Record<string, number> = {};
  const lines: string[] = [];
  const write = (message: string, fields = {}): void => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const log = { info: write, warn: write, error: write };
  const count = (name: string, dimensions: Readonly<Record<string, string>> = {}): void => {
    for (const label of [name, [name, ...Object.values(dimensions)].join(' ')].slice(0, Object.keys(dimensions).length + 1))
      counts[label] = (counts[label] ?? 0) + 1;
  };
  const metrics = { count, record: (name: string) => count(name) };
  const state = table({ client: tables.client, name: 'state', now, sleep });
  const hidden: number[] = [];
  const address = ({ url }: Queue) => ({ client: queueServer.client, url });
  const queues: World['queues'] = {
    park: async (message) => send(address(parkedQueue), parkedMessage(message)),
    resend: async (envelope, dedup) => send(address(main), { ...envelopeMessage(envelope), dedup }),
    hide: async ({ handles, seconds }) => {
      hidden.push(seconds);
      await hide(address(main), { handles, seconds: 0 });
    },
  };
  const keeping = {
    gate: gate({ now, closedFor: settings.delivery.gateClosed, lockOut: settings.delivery.lockOut }),
    pace: pace({ now, callsPerMinute: settings.delivery.callsPerMinute }),
  };

  const world = (): World => {
    const endsAt = now() + 45_000;
    const ask = asker({ client, ...keeping, log, metrics, sleep, usable: () => endsAt - now() });
    const stores = { ledger: ledgerIn(state, now), directory: directoryIn(state), watermarks: watermarksIn(state, now) };
    return { settings, catalogue, ask, ...stores, queues, log, metrics, now, random: () => 0.5 };
  };

  const received = async (queue: Queue): Promise<readonly Message[]> => {
    const ask = { QueueUrl: queue.url, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All' as const] };
    return (await queueServer.client.send(new ReceiveMessageCommand(ask))).Messages ?? [];
  };
  /** One invocation with what the queue holds; returns the ids of the envelopes that came back. */
  const invoke = async (over: Partial<World> = {}): Promise<readonly string[] | 'empty'> => {
    const messages = await received(main);
    if (messages.length === 0) return 'empty';
    const { batchItemFailures } = await consume(messages.map(recordOf), { ...world(), ...over });
    const back = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const Entries = messages.flatMap(({ MessageId = '', ReceiptHandle }, index) =>
      back.has(MessageId) ? [] : [{ Id: String(index), ReceiptHandle }],
    );
    if (Entries.length > 0) await queueServer.client.send(new DeleteMessageBatchCommand({ QueueUrl: main.url, Entries }));
    return messages.flatMap(({ MessageId = '', Body = '' }) => (back.has(MessageId) ? [idIn(Body)] : []));
  };
  const control = async (path: string, body?: object): Promise<unknown> =>
    (
      await fetch(
        `${bunce.control}/${path}`,
        body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {},
      )
    ).json();

  return {
    catalogue,
    clock,
    counts,
    lines,
    hidden,
    state,
    bunce,
    invoke,
    settings,
    sendRaw: async (body: string, group: string) => send(address(main), { body, group, dedup: String(Math.random()) }),
    send: async (...envelopes: readonly Envelope[]) => {
      for (const envelope of envelopes) await send(address(main), envelopeMessage(envelope));
    },
    /** Invokes until the queue is empty. */
    async drain(most = 12) {
      for (let left = most; left > 0; left -= 1) if ((await invoke()) === 'empty') return;
    },
    parked: async () => (await received(parkedQueue)).map(({ Body = '' }) => Parked.parse(JSON.parse(Body))),
    /** What somebody else asks Bunce. */
    ask: async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json', 'x-authorization': LOCAL_KEYS.test };
      const { ok } = await fetch(`${bunce.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      if (!ok) throw new Error(`Bunce refused ${path}`);
    },
    fault: async (fault: object) => control('faults', fault),
    clearFaults: async () => fetch(`${bunce.control}/faults`, { method: 'DELETE' }),
    events: async () => z.array(Trigger).parse(await control('events')),
    customers: async () => z.array(Customer).parse(await control('customers')),
    /** Method, path and status of every call the consumer made. */
    calls: async () =>
      z
        .array(Row)
        .parse(await control('log'))
        .flatMap(({ method, path, status }) =>
          method === 'POST' && /^\/v1\/(events|attributes)$/.test(path) ? [] : [`${method} ${path.replace('/v1', '')} ${status}`],
        ),
  };
}

const idIn = (body: string): string => z.catch(z.object({ id: z.string() }), { id: 'junk' }).parse(safeJson(body)).id;

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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

let made = 0;

/** What the receiver of a provider would queue. */
export function envelope(provider: string, ...commands: readonly Command[]): Envelope {
  made += 1;
  const identity = { type: 'test', id: `event-${made}`, mode: 'live' as const };
  return envelopeOf({ provider, identity, receivedAt: new Date() }, commands);
}
