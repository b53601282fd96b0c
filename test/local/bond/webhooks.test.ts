import { readFileSync } from 'node:fs';

import * as z from 'zod/mini';
import { describe, expect, it, vi } from 'vitest';

import { bond } from '../../../functions/webhooks/bond/provider.ts';
import { bondSignature, pythonJson } from '../../../local/bond/signing.ts';
import type { Switches } from '../../../local/bond/switches.ts';
import { AMARA, type Client, someText, startBond } from './client.ts';
import { type Received, startSubscriber } from './subscriber.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const FAST = { clockSpeed: 1e9 };
const SECRET = 'whsec_test';

interface Wired {
  readonly events?: readonly string[];
  readonly switches?: Partial<Switches>;
  readonly statuses?: readonly number[];
}

/** A simulator that tells one endpoint. */
async function wired({ events = ['*'], switches = {}, statuses = [200] }: Wired = {}) {
  const subscriber = await startSubscriber(statuses);
  const client = await startBond({
    switches: { ...FAST, ...switches },
    subscribers: [{ url: subscriber.url, events: [...events], secret: SECRET }],
  });
  return { ...client, subscriber };
}

const edit = async ({ call }: Client, first_name: string) => call(`PATCH /customers/${AMARA}`, { body: { first_name } });
const eventsOf = (received: readonly Received[]): unknown[] =>
  received.map(({ body }) => z.object({ event: z.string() }).parse(JSON.parse(body)).event);
const states = async ({ control }: Client): Promise<unknown> => (await control('GET /deliveries')).body;

describe('subscriptions at the Bond simulator', () => {
  it('are made with a secret, listed with it, changed as a whole and deleted', async () => {
    const { call } = await startBond();
    const made = await call('POST /webhooks', { body: { url: 'http://127.0.0.1:1/', events: ['card*', 'kyc.*'] } });
    const shape = z.object({ webhook_subscription: z.object({ id: z.string(), secret: z.string().check(z.startsWith('whsec_')) }) });
    const { id, secret } = shape.parse(made.body).webhook_subscription;
    expect((await call('GET /webhooks')).body).toMatchObject({ webhook_subscriptions: [{ id, secret, status: 'enabled' }] });
    const edited = await call(`PATCH /webhooks/${id}`, { body: { events: ['transactions'] } });
    expect(edited.body).toMatchObject({ webhook_subscription: { events: ['transactions'], status: 'STATUS_ENABLED' } });
    expect(await call(`DELETE /webhooks/${id}`)).toMatchObject({ status: 200, body: { webhook_subscription: { id } } });
    expect(await call(`DELETE /webhooks/${id}`)).toMatchObject({ status: 404 });
  });

  it('cannot be to an event Bond does not have', async () => {
    const { call } = await startBond();
    for (const event of ['customer.created', 'customer.deleted', 'cart*']) {
      expect(await call('POST /webhooks', { body: { url: 'http://127.0.0.1:1/', events: [event] } })).toMatchObject({ status: 400 });
    }
  });

  it('are told nothing once disabled, and only what they asked for before', async () => {
    const client = await wired({ events: ['card*', 'kyc.*'] });
    const off = await startSubscriber();
    await client.call('POST /webhooks', { body: { url: off.url, events: ['*'], status: 'STATUS_DISABLED' } });
    for (const event of ['customer.updated', 'card.created', 'transactions', 'kyc.verification.failure']) {
      await client.control('POST /events', { event });
    }
    expect(new Set(eventsOf(await client.subscriber.until(2)))).toEqual(new Set(['card.created', 'kyc.verification.failure']));
    expect(off.received).toEqual([]);
  });
});

describe('deliveries of the Bond simulator', () => {
  it('tell of a change, but never of a creation or a deletion', async () => {
    const client = await wired();
    await client.call(`DELETE /customers/9c3e7d84-6f2b-4b7d-9a10-71c5e8d2f402`);
    await edit(client, 'Ama');
    const [first] = await client.subscriber.until(1);
    expect(JSON.parse(first?.body ?? '')).toEqual({ event: 'customer.updated', occurred_at: someText, customer_id: AMARA });
    expect(await states(client)).toHaveLength(1);
    expect(await client.control('POST /events', { event: 'customer.created' })).toMatchObject({ status: 400 });
  });

  it('are signed so that our verifier takes them, by v2 alone', async () => {
    const client = await wired();
    await edit(client, 'Ama');
    const [{ signature, body } = { signature: '', body: '' }] = await client.subscriber.until(1);
    const check = async (header: string) =>
      verify(bond.signature, {
        request: { headers: { 'bond-signature': header }, body: Buffer.from(body) },
        secrets: [SECRET],
        now: new Date(),
      });
    expect(await check(signature)).toBe('ok');
    expect(await check(signature.replace(/v2=.*/, signature.replace(/.*v1=(\w+).*/, 'v2=$1')))).toBe('mismatch');
  });

  it('try eight times at anything but 200 and 201, with one stamp and the same bytes', async () => {
    const client = await wired({ statuses: [202, 204, 302, 500, 404, 200] });
    await edit(client, 'Ama');
    const received = await client.subscriber.until(6);
    expect(new Set(received.map(({ signature, body }) => signature + body)).size).toBe(1);
    await vi.waitFor(async () =>
      expect(await states(client)).toMatchObject([{ statuses: [202, 204, 302, 500, 404, 200], state: 'delivered' }]),
    );
  });

  it('are given up after the last try', async () => {
    const client = await wired({ statuses: [202] });
    await edit(client, 'Ama');
    await vi.waitFor(async () => expect(await states(client)).toMatchObject([{ state: 'given up' }]));
    expect(client.subscriber.received).toHaveLength(8);
  });

  it('come twice or overtake one another by switch', async () => {
    const twice = await wired({ switches: { repeatEvery: 1 } });
    await edit(twice, 'Ama');
    const [first, second] = await twice.subscriber.until(2);
    expect(first).toEqual(second);
    const swapped = await wired({ switches: { swapEvery: 1 } });
    for (const event of ['card.created', 'transactions']) await swapped.control('POST /events', { event });
    await swapped.subscriber.until(2);
    expect(await states(swapped)).toMatchObject([{ event: 'transactions' }, { event: 'card.created' }]);
  });

  it('write a dash for the T of a verification, and nest the ids of a transaction', async () => {
    const client = await wired();
    expect((await client.call(`POST /customers/${AMARA}/verification-kyc`, { body: { program_id: 'p' } })).body).toMatchObject({
      kyc_status: 'submitted',
    });
    await client.control('POST /events', { event: 'transactions', transaction: { transaction_id: 't', customer_id: AMARA } });
    const bodies = (await client.subscriber.until(2)).map(({ body }) => body).join('\n');
    expect(bodies).toMatch(/"kyc.verification.success","occurred_at":"\d{4}-\d\d-\d\d-\d\d:/);
    expect(bodies).toContain(`"transaction":{"transaction_id":"t","customer_id":"${AMARA}"}`);
    expect(await client.call(`POST /customers/${AMARA}/verification-kyc`, { body: { program_id: 'p' } })).toMatchObject({ status: 400 });
  });
});

describe('the signature of the Bond simulator', () => {
  it('is the one that openssl and Python make', () => {
    const file = readFileSync(new URL('../../../functions/webhooks/bond/known-answer.json', import.meta.url), 'utf8');
    const Known = z.array(z.object({ secret: z.string(), body: z.string(), now: z.int(), headers: z.record(z.string(), z.string()) }));
    for (const { secret, body, now, headers } of Known.parse(JSON.parse(file))) {
      expect(bondSignature({ secret, body, stamp: now })).toBe(headers['Bond-Signature']);
    }
  });

  it('escapes as json.dumps does', () => {
    expect(pythonJson({ é: ['😀', '\u007f', 1.5, null, true], b: {} })).toBe(
      String.raw`{"\u00e9": ["\ud83d\ude00", "\u007f", 1.5, null, true], "b": {}}`,
    );
  });
});
