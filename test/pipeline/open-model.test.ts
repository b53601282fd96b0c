import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { providersOf } from '../../functions/webhooks/senders.ts';
import type { LocalRun } from '../../local/local-run.ts';
import { startLocalRun } from '../../local/run.ts';
import { synthesize } from '../../local/synth.ts';
import { loadProject } from '../../shared/config/project.ts';
import { RECEIVER_ENVIRONMENT } from '../../shared/runtime/settings.ts';
import { accept } from '../../shared/webhook/accept.ts';
import { cli } from '../cli/cli.ts';
import { lenderFolder } from '../project/lender.ts';
import { removeTeam } from '../project/team.ts';

let root = '';
let assembly = '';
let run: LocalRun;
beforeAll(async () => {
  [root, assembly] = [lenderFolder(), mkdtempSync(join(tmpdir(), 'bunce-sync-lender-out-'))];
  const project = loadProject(root);
  await synthesize({ directory: assembly, project, signal: new AbortController().signal, code: 'bundled' });
  run = await startLocalRun({ project, assembly });
}, 120_000);
afterAll(async () => {
  await run.stop();
  removeTeam(root);
  rmSync(assembly, { recursive: true, force: true });
});

const AT = '2026-03-14T09:26:53.000Z';
const SECONDS = Date.parse(AT) / 1000;
const user = (id: string, email: string) => ({
  type: 'user.created',
  instance_id: 'ins_2aBcDeFgHiJkLmNoPqRsTuVwXyZ',
  data: {
    id,
    first_name: 'Ada',
    last_name: 'Obi',
    primary_email_address_id: 'e1',
    email_addresses: [{ id: 'e1', email_address: email }],
    primary_phone_number_id: 'p1',
    phone_numbers: [{ id: 'p1', phone_number: '+2348031234567' }],
    created_at: Date.parse(AT),
  },
});
const charge = (reference: string, metadata: unknown, email = 'buyer@example.com') => ({
  event: 'charge.success',
  data: {
    domain: 'live',
    reference,
    amount: 500_000,
    currency: 'NGN',
    paid_at: AT,
    metadata,
    customer: { customer_code: `CUS_${reference}`, email },
  },
});
const intent = (id: string, metadata: object) => ({
  id: `evt_${id}`,
  type: 'payment_intent.succeeded',
  livemode: true,
  created: SECONDS,
  data: {
    object: {
      id,
      amount: 2000,
      amount_received: 2000,
      currency: 'usd',
      customer: `cus_${id}`,
      receipt_email: 'typed@example.com',
      metadata,
    },
  },
});

/** Signed as the provider signs, through the gateway. */
async function send(provider: string, body: object): Promise<void> {
  const file = join(root, `body-${provider}-${Math.abs(JSON.stringify(body).length)}.json`);
  writeFileSync(file, JSON.stringify(body));
  const sent = await cli(['--project', root, 'send', provider, '--body', file], { environment: { PORT: new URL(run.gateway).port } });
  expect(sent).toMatchObject({ code: 0, stdout: expect.stringMatching(/^200/) as string });
}

const Events = z.array(z.object({ name: z.string(), customer_id: z.nullable(z.string()), payload: z.record(z.string(), z.unknown()) }));
const told = async () => Events.parse(await (await fetch(`${run.bunce.control}/events`)).json());
const Customers = z.array(z.object({ customer_id: z.string(), email: z.string() }));
const customers = async () => Customers.parse(await (await fetch(`${run.bunce.control}/customers`)).json());

describe('a team’s own events, its own data, its own choice', () => {
  it('become the events that it binds, at the customers whom it means', async () => {
    await send('clerk', user('user_1', 'ada@example.com'));
    await expect.poll(told).toHaveLength(1);
    await send('paystack', charge('topup-1', { kind: 'topup', user_id: 'user_1', card: 'not ours' }));
    await send('paystack', charge('order-1', JSON.stringify({ user_id: 'user_9' })));
    await send('paystack-gh', charge('order-2', { kind: 'topup', user_id: 'user_1' }, 'ada@example.com'));
    await send('stripe', intent('pi_1', { user_id: 'user_1', campaign: 'march' }));
    await send('stripe', intent('pi_2', { user_id: 'user_2' }));
    await send('lender', { type: 'loan.paid', user: 'user_1', amount: 150_050, loan: 'L-7', due: '2026-06-01T00:00:00Z' });
    await send('clerk', { ...user('user_1', 'ada@example.com'), type: 'paymentAttempt.updated' });
    await expect.poll(async () => (await told()).length).toBe(7);
    const payloads = (await told()).map(({ name, customer_id: id, payload }) => ({ name, id, ...payload }));
    expect(payloads).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Wallet funded', id: 'user_1', Amount: 5000 }),
        expect.objectContaining({ name: 'Order placed', id: expect.stringMatching(/CUS_order-1/), From: 'paystack' }),
        expect.objectContaining({ name: 'Order placed', id: 'user_1', From: 'paystack-gh' }),
        expect.objectContaining({ name: 'Order placed', id: 'user_1', From: 'stripe', Campaign: 'MARCH', Amount: 20 }),
        expect.objectContaining({ name: 'Order placed', id: 'user_2', From: 'stripe', Amount: 20 }),
        expect.objectContaining({ name: 'Loan disbursed', id: 'user_1', Amount: 1500.5, Loan: 'L-7', Due: '2026-06-01T00:00:00Z' }),
      ]),
    );
    expect((await customers()).filter(({ customer_id: id }) => id === 'user_1')).toEqual([
      { customer_id: 'user_1', email: 'ada@example.com' },
    ]);
  });

  const Template = z.object({ Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.optional(z.unknown()) })) });
  const Receiver = z.object({ Environment: z.object({ Variables: z.object({ PROVIDER: z.string(), SETTINGS: z.string() }) }) });

  /** The settings that the template gives the receiver. */
  function settingsOf(name: string) {
    const { Resources } = Template.parse(JSON.parse(readFileSync(join(assembly, 'BunceSync.template.json'), 'utf8')));
    const found = Object.values(Resources).flatMap(({ Properties }) => Receiver.safeParse(Properties).data?.Environment.Variables ?? []);
    return RECEIVER_ENVIRONMENT.SETTINGS.parse(found.find(({ PROVIDER }) => PROVIDER === name)?.SETTINGS);
  }

  /** The envelope's very bytes, as they go to the queue. */
  async function queued(name: string, body: object): Promise<readonly string[]> {
    const provider = providersOf(loadProject(root))[name];
    if (!provider) throw new Error(name);
    const bytes = Buffer.from(JSON.stringify(body));
    const [secret, now, envelopes] = [provider.signature.secretFrom('local-words-that-are-long'), new Date(AT), [] as string[]];
    const headers = provider.signature.sign({ body: bytes, secret, now, id: 'msg_1' });
    await accept({
      provider,
      request: { headers, body: bytes },
      settings: settingsOf(name),
      ports: {
        now: () => now,
        secret: async () => ({ secrets: [secret], credentials: {} }),
        enqueue: async (envelope) => void envelopes.push(JSON.stringify(envelope)),
        park: async () => undefined,
      },
    });
    return envelopes;
  }

  it('and nothing else of what was attached leaves the receiver', async () => {
    const topup = charge('topup-1', { kind: 'topup', user_id: 'user_1', card: 'not ours', note: 'for Ada' });
    expect(await queued('paystack', topup)).toMatchInlineSnapshot(`
      [
        "{"v":1,"id":"paystack/charge.success:topup-1","provider":"paystack","type":"charge.success","mode":"live","receivedAt":"2026-03-14T09:26:53.000Z","generation":0,"group":"paystack:6a6c26195c3682faa816966af789717c3bfa834eee6c599d667d2b3429c27cfd","commands":[{"id":"paystack/charge.success:topup-1/track-event:purchase_completed:c323e59a6cbb","command":{"type":"track-event","customer":{"id":"CUS_topup-1","email":"buyer@example.com","claimedId":"user_1"},"event":{"name":"purchase_completed","occurredAt":"2026-03-14T09:26:53.000Z","properties":{"amount":500000,"currency":"NGN","reference":"topup-1"}},"occasion":"charge:topup-1:success","metadata":{"kind":"topup"}}}]}",
      ]
    `);
    const paid = intent('pi_1', { user_id: 'user_1', campaign: 'march', secret_note: 'x', kind: 'topup' });
    expect(await queued('stripe', paid)).toMatchInlineSnapshot(`
      [
        "{"v":1,"id":"stripe/evt_pi_1","provider":"stripe","type":"payment_intent.succeeded","mode":"live","receivedAt":"2026-03-14T09:26:53.000Z","generation":0,"group":"stripe:cus_pi_1","commands":[{"id":"stripe/evt_pi_1/track-event:purchase_completed:010b1d5e6f11","command":{"type":"track-event","customer":{"email":"typed@example.com","id":"user_1","own":true,"aliases":["cus_pi_1"]},"event":{"name":"purchase_completed","occurredAt":"2026-03-14T09:26:53.000Z","properties":{"amount":2000,"currency":"USD","reference":"pi_1"}},"occasion":"payment:pi_1:success","metadata":{"campaign":"march"}}}]}",
      ]
    `);
    const lent = { type: 'loan.paid', user: 'user_1', amount: 1, loan: 'L', due: AT, bvn: '22212345678' };
    expect(await queued('lender', lent)).toMatchInlineSnapshot(`
      [
        "{"v":1,"id":"lender/loan.paid:b5b069dc3a556c66","provider":"lender","type":"loan.paid","mode":"live","receivedAt":"2026-03-14T09:26:53.000Z","generation":0,"group":"lender:user_1","commands":[{"id":"lender/loan.paid:b5b069dc3a556c66/track-event:loan_disbursed:79b0aa0042b3","command":{"type":"track-event","customer":{"id":"user_1","own":true},"event":{"name":"loan_disbursed","properties":{"amount":1,"currency":"NGN","loanId":"L","dueAt":"2026-03-14T09:26:53.000Z"}}}}]}",
      ]
    `);
  });
});
