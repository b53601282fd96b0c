import { createHmac } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { pythonJson } from '../../../local/bond/signing.ts';
import { type BondSimulator, LOCAL_BOND_KEYS, startBondSimulator } from '../../../local/bond/server.ts';
import { lookup } from './lookup.ts';
import { bond } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const AMARA = '6b1f4a52-3c1d-4e0a-8f57-2d9f0a6b7c01';
const updated = { event: 'customer.updated', customer_id: AMARA, occurred_at: '2023-05-02-08:15:30.120045+00:00' };

const digest = (text: string): string => createHmac('sha256', 's').update(`1700000000.${text}`).digest('hex');
const verdict = async (body: string, digests: string) => {
  const request = { headers: { 'bond-signature': `t=1700000000,${digests}` }, body: Buffer.from(body) };
  return verify(bond.signature, { request, secrets: ['s'], now: new Date('2023-11-18T00:00:00Z') });
};

describe('the signature of bond', () => {
  const body = JSON.stringify(updated);

  it('counts v2, three days late too', async () => {
    expect(await verdict(body, `v1=${digest(pythonJson(updated))},v2=${digest(body)}`)).toBe('ok');
  });

  it('refuses a digest over the JSON written again, be it named v1 or v2', async () => {
    expect(await verdict(body, `v1=${digest(pythonJson(updated))}`)).toBe('malformed');
    expect(await verdict(body, `v1=${digest(body)},v2=${digest(pythonJson(updated))}`)).toBe('mismatch');
  });
});

describe('the identity of a webhook of bond', () => {
  const id = (payload: unknown) => bond.identify({ headers: {}, body: Buffer.from(JSON.stringify(payload)) }, payload).id;
  const moved = (state: string) => ({ event: 'transactions', occurred_at: 't', transaction: { transaction_id: 'tx', state } });

  it('is that of its redelivery, and nobody else has it', () => {
    expect(id(updated)).toBe(id({ ...updated }));
    expect(id({ ...updated, customer_id: 'another' })).not.toBe(id(updated));
  });

  it('finds the ids of a transaction inside it, and tells its states apart, not its changes in one', () => {
    expect(id(moved('pending'))).toBe('transactions:tx:pending');
    expect(id(moved('completed'))).not.toBe(id(moved('pending')));
    expect(id({ ...moved('completed'), occurred_at: 'later' })).toBe(id(moved('completed')));
  });

  it('does without the time that account events lack', () => {
    expect(id({ event: 'account.autopay.changed', customer_id: AMARA })).toMatch(/^account\.autopay\.changed:6b1f4a52-/);
  });
});

describe('what becomes of an event of bond', () => {
  const become = (webhook: { readonly event: string; readonly occurred_at: unknown }, found?: unknown) =>
    commandsOf(bond.events[webhook.event]?.(webhook, found) ?? []);
  const transaction = { transaction_id: 'tx', payment_type: 'card', customer_id: AMARA, amount: '-10.01', currency: 'USD' };
  const moved = (fields: object) => ({
    event: 'transactions',
    occurred_at: updated.occurred_at,
    transaction: { ...transaction, ...fields },
  });

  it('reads a dash where the T belongs', () => {
    expect(become(updated)).toMatchObject([{ event: { occurredAt: '2023-05-02T08:15:30.120Z' } }]);
  });

  it('goes by Bond’s id where the team gave none, and by the team’s where it did', () => {
    const found = { customer_id: AMARA, email: 'a@example.com' };
    expect(become(updated, found)[0]).toMatchObject({ customer: { id: AMARA } });
    expect(become(updated, { ...found, brand_person_id: 'own' })[0]).toMatchObject({ customer: { id: 'own', aliases: [AMARA] } });
  });

  it('does without a time, a name or a phone of another form', () => {
    const found = { customer_id: AMARA, email: 'a@example.com', phone: 4_155_550_101, first_name: {}, addresses: 'none' };
    expect(become({ ...updated, occurred_at: '14/03/2026' }, found)).toMatchObject([
      { type: 'upsert-customer', unread: ['occurredAt'], customer: { phone: '4155550101' } },
      { event: { name: 'profile_updated' }, unread: ['occurredAt'] },
    ]);
  });

  it('calls an amount or a customer of another form unreadable, and tells nothing of 0.00', () => {
    const bought = { transaction_type: 'POS Purchase', state: 'completed' };
    for (const odd of [{ amount: null }, { amount: 'all' }, { customer_id: 7 }, { currency: null }])
      expect(() => become(moved({ ...bought, ...odd })), JSON.stringify(odd)).toThrow(/./);
    expect(become(moved({ ...bought, amount: '-0.00' }))).toEqual([]);
  });

  it('makes nothing of the verification of an owner or of a business', () => {
    for (const whose of [
      { beneficial_owner_id: 'b', customer_id: '' },
      { business_id: 'b', customer_id: null },
    ])
      expect(become({ event: 'kyc.verification.failure', occurred_at: updated.occurred_at, ...whose })).toEqual([]);
  });

  it('makes nothing of a transaction that leaves a doubt', () => {
    for (const [transaction_type, state] of [
      ['POS Purchase', 'returned'],
      ['Fee', 'completed'],
      ['Pre Authorization', 'declined'],
    ]) {
      expect(become(moved({ transaction_type, state }))).toEqual([]);
    }
    expect(become(moved({ transaction_type: 'pos purchase', state: 'Completed', payment_type: 'ach' }))).toEqual([]);
    expect(become(moved({ transaction_type: null, payment_type: 'ach', state: 'completed', amount: null, currency: undefined }))).toEqual(
      [],
    );
    expect(become(moved({ transaction_type: 'pos purchase', state: 'completed', customer_id: '' }))).toEqual([]);
    expect(become(moved({ transaction_type: 'pos purchase', state: 'Completed' }))).toHaveLength(1);
  });
});

describe('the look-up at bond', () => {
  let simulator: BondSimulator;
  beforeAll(async () => {
    simulator = await startBondSimulator();
  });
  afterEach(async () => control('reset', {}));
  afterAll(async () => simulator.close());

  const control = async (path: string, body: object) =>
    fetch(new URL(`/_simulator/${path}`, simulator.url), { method: 'POST', body: JSON.stringify(body) });
  const find = async ({ id = AMARA, milliseconds = 2000, credentials = {}, baseUrl = simulator.url } = {}) =>
    lookup.fetch({
      reference: id,
      credentials: { ...LOCAL_BOND_KEYS, ...credentials },
      settings: { baseUrl },
      signal: AbortSignal.timeout(milliseconds),
    });

  it('finds the person', async () => {
    expect(await find()).toMatchObject({ customer_id: AMARA, email: 'Amara.Okafor@example.com' });
  });

  it('finds nobody where Bond knows nobody', async () => {
    expect(await find({ id: 'e0e0e0e0-0000-4000-8000-000000000000' })).toBeUndefined();
  });

  it('calls a wrong address or key broken instead of finding nobody', async () => {
    await expect(find({ baseUrl: simulator.url.replace('v0.1', 'v0') })).rejects.toThrow(/baseUrl/);
    await expect(find({ credentials: { authorization: 'wrong' } })).rejects.toThrow(/403.*API key/);
    await expect(find({ credentials: { identity: '' } })).rejects.toThrow(/identity/);
  });

  it('throws when Bond fails, sends elsewhere or cuts the line, and never quotes its answer', async () => {
    for (const fault of [{ status: 500 }, { status: 424 }, { drop: true }, { status: 302, headers: { location: '/' } }]) {
      await control('faults', { ...fault, path: '/customers', times: 1 });
      await expect(find()).rejects.toThrow(/^(Bond answered \d+|socket hang up)$/);
    }
    for (const odd of [{ garbage: true }, { status: 200, body: { customer_id: 'somebody else' } }]) {
      await control('faults', { ...odd, times: 1 });
      await expect(find()).rejects.toThrow('Bond answered 200 (not as its API does: is baseUrl right?)');
    }
  });

  it('gives up when its time is over', async () => {
    await control('faults', { delay: 60_000 });
    await expect(find({ milliseconds: 50 })).rejects.toThrow(/timeout/);
  });

  it('asks for people only, and only where something comes of it', () => {
    const moved = {
      occurred_at: 't',
      transaction: { transaction_id: 'x', transaction_type: 'POS Purchase', payment_type: 'card', amount: '1', currency: 'USD' },
    };
    const state = (name: string) => lookup.reference({ ...moved, transaction: { ...moved.transaction, customer_id: AMARA, state: name } });
    expect([state('completed'), state('pending')]).toEqual([AMARA, null]);
    expect(lookup.reference({ beneficial_owner_id: 'b', occurred_at: 't' })).toBeNull();
    expect(lookup.reference({ customer_id: '../keys', occurred_at: 't' })).toBeNull();
  });
});
