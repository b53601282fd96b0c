import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LOCAL_KEYS, startBunceSimulator } from '../local/bunce/server.ts';
import { defineAll } from '../local/catalogue.ts';
import { createTable, startTableServer } from '../local/tables.ts';
import { customer, track } from '../shared/bunce/command.ts';
import { envelopeOf } from '../shared/queue/envelope.ts';
import { project } from './project.ts';

/** What the consumer delivers its first message to. */
export interface FirstMessage {
  readonly environment: Readonly<Record<string, string>>;
  /** The text of Bunce's secret. */
  readonly secret: string;
  /** A purchase of somebody new; another one each time. */
  event(): unknown;
  close(): Promise<void>;
}

export async function startFirstMessage(): Promise<FirstMessage> {
  const [bunce, tables, directory] = await Promise.all([
    startBunceSimulator({ limit: { requests: null } }),
    startTableServer(),
    mkdtemp(join(tmpdir(), 'bunce-sync-start-')),
  ]);
  const catalogue = join(directory, 'catalogue.json');
  await writeFile(catalogue, JSON.stringify(await defineAll({ baseUrl: bunce.url, key: LOCAL_KEYS.test }, project.config)));
  await createTable(tables, {
    TableName: 'bench',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  return {
    environment: { BUNCE_BASE_URL: bunce.url, BUNCE_CATALOGUE_FILE: catalogue, AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint },
    secret: JSON.stringify({ secrets: [LOCAL_KEYS.test] }),
    event: () => ({ Records: [recordOf(purchase())] }),
    async close() {
      await Promise.all([bunce.close(), tables.close(), rm(directory, { recursive: true, force: true })]);
    },
  };
}

function purchase() {
  const id = randomUUID();
  const buyer = customer({ id, email: `${id}@example.com` });
  const event = track('purchase_completed', { customer: buyer, properties: { amount: 125_000, currency: 'NGN', reference: id } });
  const identity = { type: 'charge.success', id, mode: 'test' as const };
  return envelopeOf({ provider: 'paystack', identity, receivedAt: new Date() }, [event]);
}

function recordOf(envelope: ReturnType<typeof purchase>) {
  const now = String(Date.now());
  return {
    messageId: envelope.id,
    receiptHandle: envelope.id,
    body: JSON.stringify(envelope),
    attributes: {
      MessageGroupId: envelope.group,
      ApproximateReceiveCount: '1',
      SentTimestamp: now,
      ApproximateFirstReceiveTimestamp: now,
      SenderId: '',
    },
  };
}
