import { setTimeout as sleep } from 'node:timers/promises';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';

import config from 'bunce-sync:config';
import histories from 'bunce-sync:histories';
import { stageOf } from '../../shared/config/config.ts';
import { lookedBack } from '../../shared/config/reconcile-settings.ts';
import { secondsIn } from '../../shared/runtime/duration.ts';
import { voice } from '../../shared/runtime/log.ts';
import { scanTable } from '../../shared/runtime/scan-table.ts';
import { secretReader } from '../../shared/runtime/secrets.ts';
import { environment, Json } from '../../shared/runtime/settings.ts';
import { table as stateTable } from '../../shared/runtime/table.ts';
import { LEDGER, ledgerIn } from '../consumer/state/ledger.ts';
import { occasionsIn } from '../consumer/state/ledger-pages.ts';
import { type Ports, compareProvider } from './compare-provider.ts';
import { dueOf } from './due.ts';
import { reconcile } from './reconcile.ts';

const text = z.string().check(z.minLength(1));
const texts = z.pipe(Json, z.record(z.string(), text));
const env = environment({
  STAGE: text,
  TABLE_NAME: text,
  QUEUE_URL: text,
  PARKED_QUEUE_URL: text,
  /** JSON: provider → its secret. */
  SECRET_IDS: texts,
  /** Only locally: provider → another address of its API. */
  HISTORY_APIS: z.optional(texts),
});

const settings = stageOf(config, env.STAGE);
const { log, metrics, flush } = voice('reconcile');
const [sqs, dynamodb, secrets] = [new SQSClient({}), new DynamoDBClient({}), new SecretsManagerClient({})];
const state = stateTable({ client: dynamodb, name: env.TABLE_NAME, sleep: async (ms) => sleep(ms) });
const items = () => scanTable({ client: dynamodb, name: env.TABLE_NAME, prefix: LEDGER });
const intervals = Object.entries(settings.reconcile ?? {}).map(([name, every]) => ({ name, every: secondsIn(every) }));

const stack: Omit<Ports, 'known' | 'now'> = {
  settings,
  histories,
  apis: env.HISTORY_APIS ?? {},
  ledger: { read: ledgerIn(state, Date.now).read, items },
  queue: { client: sqs, url: env.QUEUE_URL },
  parked: { client: sqs, url: env.PARKED_QUEUE_URL },
  secretOf: async (name) => secretReader({ client: secrets, secretId: env.SECRET_IDS[name] ?? '', now: () => new Date() })(),
  sleep: async (ms) => sleep(ms),
};

/** Called by the schedule, with its time; by hand without one, for all that the config names. */
export async function handler({ time }: { readonly time?: string }): Promise<void> {
  const now = new Date();
  let known: Promise<ReadonlySet<string>> | undefined;
  const ports: Ports = { ...stack, now, known: async () => (known ??= occasionsIn(items())) };
  const due = dueOf(intervals, time === undefined ? undefined : new Date(time));
  const comparisons = due.map(({ name, every }) => {
    const since = new Date(now.getTime() - lookedBack({ every, delivery: settings.delivery }) * 1000);
    return { name, since, compare: async () => compareProvider(name, { ...ports, since }) };
  });
  await reconcile(comparisons, { log, metrics }).finally(flush);
}
