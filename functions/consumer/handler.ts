import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';

import bundled from 'bunce-sync:catalogue';
import config from 'bunce-sync:config';
import { Catalogue } from '../../shared/bunce/catalogue.ts';
import { filled } from '../../shared/bunce/filled.ts';
import { bunceClient } from '../../shared/bunce/client.ts';
import { tokenBucket } from '../../shared/bunce/token-bucket.ts';
import { envelopeMessage, park, send } from '../../shared/queue/sender.ts';
import { hide } from '../../shared/queue/visibility.ts';
import { type Settled, stageOf } from '../../shared/config/config.ts';
import { PartialDelivery } from '../../shared/config/delivery-settings.ts';
import { voice } from '../../shared/runtime/log.ts';
import { secretReader } from '../../shared/runtime/secrets.ts';
import { environment } from '../../shared/runtime/settings.ts';
import { table as stateTable } from '../../shared/runtime/table.ts';
import { caller } from './calls/caller.ts';
import { circuitBreaker } from './calls/circuit-breaker.ts';
import { reservedCalls } from './calls/reserved.ts';
import { consume } from './consume.ts';
import type { Queues } from './batch/settling.ts';
import { holderOf } from './people/person.ts';
import { ledgerIn } from './state/ledger.ts';
import { peopleIn } from './state/people.ts';
import { tokensIn } from './state/tokens.ts';

const text = z.string().check(z.minLength(1));
const env = environment({
  STAGE: text,
  BUNCE_BASE_URL: text,
  BUNCE_SECRET_ID: text,
  QUEUE_URL: text,
  PARKED_QUEUE_URL: text,
  TABLE_NAME: text,
  /** Only locally: another catalogue, and faster clocks (JSON, some of `Delivery`). */
  BUNCE_CATALOGUE_FILE: z.optional(text),
  DELIVERY: z.optional(text),
  /** Only locally: what an import beside us keeps for itself. */
  BUNCE_RESERVED_FILE: z.optional(text),
});

const now = (): number => Date.now();
const staged = stageOf(config, env.STAGE);
const delivery = { ...staged.delivery, ...filled(PartialDelivery.parse(JSON.parse(env.DELIVERY ?? '{}'))) };
const settings: Settled = { ...staged, bunce: { ...staged.bunce, baseUrl: env.BUNCE_BASE_URL }, delivery };
const catalogue = Catalogue.parse(env.BUNCE_CATALOGUE_FILE ? JSON.parse(readFileSync(env.BUNCE_CATALOGUE_FILE, 'utf8')) : bundled);

const { log, metrics, flush } = voice('consumer');
const sqs = new SQSClient({});
const table = stateTable({ client: new DynamoDBClient({}), name: env.TABLE_NAME, sleep: async (ms) => sleep(ms) });
const state = { ledger: ledgerIn(table, now), tokens: tokensIn(table) };
const secret = secretReader({ client: new SecretsManagerClient({}), secretId: env.BUNCE_SECRET_ID, now: () => new Date(now()) });

/** The least concurrency AWS lets an event source have: two instances share what Bunce allows. */
const INSTANCES = 2;

const client = bunceClient({
  baseUrl: env.BUNCE_BASE_URL,
  deadline: delivery.callDeadline,
  idle: delivery.idleConnection,
  now,
  key: async () => (await secret()).secrets[0],
});
const reserved = reservedCalls({ file: env.BUNCE_RESERVED_FILE, now });
const calling = {
  client,
  circuit: circuitBreaker({ now, openFor: delivery.gateClosed }),
  bucket: tokenBucket({ now, callsPerMinute: delivery.callsPerMinute / INSTANCES, reserved: () => reserved() / INSTANCES }),
  away: { least: delivery.lockOut, most: delivery.backoffCeiling },
  newId: () => crypto.randomUUID().slice(0, 18),
};

const queue = { client: sqs, url: env.QUEUE_URL };
const queues: Queues = {
  park: async (message) => park({ client: sqs, url: env.PARKED_QUEUE_URL }, message),
  resend: async (envelope, dedup) => send(queue, { ...envelopeMessage(envelope), dedup }),
  hide: async (hiding) => hide(queue, hiding),
};

/** Called by the event source mapping with up to ten messages. */
export async function handler({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const usable = (): number => context.getRemainingTimeInMillis() - delivery.callReserve * 1000;
  const end = now() + context.getRemainingTimeInMillis();
  // In MB, and early: it leaves with the first line.
  metrics.record('memory', { value: Math.round(process.memoryUsage.rss() / 1e6), unit: 'count' });
  // What was leased ends with this invocation: no call starts in its last seconds.
  const leasing = {
    token: crypto.randomUUID().slice(0, 13),
    until: () => end,
    holder: holderOf(settings),
    now,
  };
  return consume(Records, {
    settings,
    catalogue,
    caller: caller({ ...calling, log, metrics, usable, sleep: async (ms) => sleep(ms) }),
    ...state,
    token: leasing.token,
    people: peopleIn(table, leasing),
    queues,
    log,
    metrics,
    now,
    random: Math.random,
  }).finally(flush);
}
