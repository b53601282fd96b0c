import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { flutterwave } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const HASH = 'a-long-secret-hash';
const body = Buffer.from('{"event":"charge.completed","data":{"id":1,"status":"successful"}}');
const judge = (headers: Record<string, string>) =>
  verify(flutterwave.signature, { request: { headers, body }, secrets: [HASH], now: new Date(0), settings: {} });
const hmac = flutterwave.signature.sign({ body, secret: HASH, now: new Date(0), id: 'x' });

const identify = (payload: object) => flutterwave.identify({ headers: {}, body: Buffer.from(JSON.stringify(payload)) }, payload);
const told = (payload: object) => flutterwave.events[identify(payload).type]?.(payload) ?? [];
const become = (payload: object) => commandsOf(told(payload));
const charge = { id: 7, txRef: 't', amount: 10, currency: 'NGN', status: 'successful', customer: { email: 'quirk@example.com' } };

describe('flutterwave', () => {
  it('accepts the hash in verif-hash or an HMAC with it, whatever the other header holds', async () => {
    expect(await judge({ 'verif-hash': HASH })).toBe('ok');
    expect(await judge({ ...hmac, 'verif-hash': 'stale' })).toBe('ok');
    expect(await judge({ 'verif-hash': HASH, 'flutterwave-signature': 'junk' })).toBe('ok');
  });

  it('never takes the bare hash for a signature', async () => {
    expect(await judge({ 'flutterwave-signature': HASH })).toBe('malformed');
    expect(await judge({ 'flutterwave-signature': Buffer.from(HASH).toString('base64') })).toBe('malformed');
    expect(await judge({ 'verif-hash': hmac['flutterwave-signature'] ?? '' })).toBe('mismatch');
  });

  it('tells a failed attempt from the success of the same charge', () => {
    expect(identify({ ...charge, status: 'failed' }).id).not.toBe(identify(charge).id);
    expect(become({ ...charge, status: 'failed' })).toMatchObject([{ event: { name: 'payment_failed' } }]);
  });

  it('reads the legacy body by its dotted key and calls a stranger unlisted', () => {
    expect(identify({ ...charge, 'event.type': 'CARD_TRANSACTION' }).type).toBe('charge.completed');
    expect(identify({ 'event.type': 'Transfer', transfer: {} }).type).toBe('Transfer');
    expect(identify({}).type).toBe('unknown');
  });

  it('finds the payer of a refund by the charge', () => {
    const refund = { TransactionId: 7, AmountRefunded: 5, FlwRef: 'f', status: 'completed-mpgs' };
    const [paid, refunded] = [become(charge)[0], become(refund)[0]];
    expect(paid?.customer.aliases).toEqual(refunded?.customer.aliases);
    expect(become({ ...refund, status: 'failed' })).toEqual([]);
  });

  it('reads a charge whatever its payer’s name and phone and its time are', () => {
    const odd = { customer: { email: 'quirk@example.com', fullName: {}, phone: 2_348_030_000_111 }, createdAt: 'just now', txRef: 7 };
    expect(become({ ...charge, ...odd })).toMatchObject([
      { unread: ['occurredAt'], customer: { phone: '2348030000111' }, event: { properties: { reference: '7' } } },
    ]);
    const v4 = (customer: object) => ({
      type: 'charge.completed',
      data: { ...charge, status: 'succeeded', customer: { id: 'cus_q', ...customer } },
    });
    for (const odd of [
      { name: 7, phone: [] },
      { name: null, phone: 'N/A' },
      { name: 'Anonymous customer' },
      { name: {}, phone: { number: '' } },
    ])
      expect(become(v4(odd))).toMatchObject([{ customer: { id: 'cus_q' } }]);
    expect(become(v4({ id: null, email: null }))).toEqual([]);
    expect(
      become({ type: 'charge.completed', data: { ...charge, status: 'succeeded', customer: null, customer_id: 'cus_q' } }),
    ).toHaveLength(1);
    expect(become(v4({ name: 'Quirk One', phone: 2348 }))[0]?.customer).toEqual({ id: 'cus_q', name: 'Quirk One', phone: '2348' });
  });

  it.each([
    [{ country_code: '234', number: '08030000111' }, '+2348030000111'],
    [{ country_code: '+234', number: '2348030000111' }, '+2348030000111'],
    [{ country_code: '234', number: '+2348030000111' }, '+2348030000111'],
    [{ country_code: 'NG', number: '08030000111' }, '08030000111'],
    [{ country_code: '234', number: '2340001' }, '+2342340001'],
  ])('reads the phone %j', (phone, read) => {
    const data = { ...charge, status: 'succeeded', customer: { id: 'cus_q', phone } };
    expect(become({ type: 'charge.completed', data })).toMatchObject([{ customer: { phone: read } }]);
  });

  it('knows a refund by its number, in whichever words it is completed', () => {
    const refund = { id: 3, TransactionId: 7, AmountRefunded: 5, status: 'completed' };
    expect(identify({ ...refund, status: 'completed-mpgs' }).id).toBe(identify(refund).id);
  });

  it('tells an end of a subscription without a price that is none, and of nobody nothing', () => {
    const cancel = (data: object) => told({ event: 'subscription.cancelled', data });
    expect(cancel({ amount: '', currency: 'NGN', customer: { email: 'quirk@example.com' }, plan: [] })).toMatchObject([
      { event: { properties: {} } },
    ]);
    expect(cancel({ amount: 5, customer: [] })).toBe('nobody');
  });

  it('calls an amount, a currency, a status or a payer of another form unreadable', () => {
    for (const odd of [{ amount: {} }, { amount: 'ten' }, { currency: 5 }, { status: null }, { customer: 'quirk' }])
      expect(() => become({ ...charge, ...odd }), JSON.stringify(odd)).toThrow(/./);
  });

  it('tells nothing of 0.00, and of a purchase that names nobody', () => {
    expect(told({ ...charge, amount: '0.00' })).toEqual([]);
    expect(told({ TransactionId: 7, AmountRefunded: 0, status: 'completed' })).toEqual([]);
    for (const nobody of [null, [], {}]) expect(told({ ...charge, customer: nobody })).toBe('nobody');
    expect(told({ ...charge, customer: null, status: 'failed' })).toMatchObject([{ customer: { aliases: ['charge:7'] } }]);
  });

  it('tells a payout to whom the merchant’s `meta` names, in whichever form, and else nobody', () => {
    const transfer = (data: object) =>
      told({ event: 'transfer.completed', data: { id: 1, amount: 5, currency: 'ZAR', status: 'SUCCESSFUL', ...data } });
    const email = 'Quirk@example.com';
    for (const meta of [{ email }, [{ email, first_name: 'Quirk' }]])
      expect(transfer({ meta })).toMatchObject([{ customer: { email: 'quirk@example.com' }, event: { name: 'payout_completed' } }]);
    for (const meta of [null, [], 'none', { email: 'N/A' }]) expect(transfer({ meta })).toBe('nobody');
    expect(transfer({ meta: { email }, status: 'FAILED', complete_message: 'No such account', narration: 'Bonus' })).toMatchObject([
      { event: { name: 'payout_failed', properties: { reason: 'No such account' } } },
    ]);
    for (const none of [{ status: 'PENDING' }, { amount: 0 }]) expect(transfer({ meta: { email }, ...none })).toEqual([]);
  });

  it('gives no amount of a v4 transfer between two currencies', () => {
    const data = { id: 'trf_q', amount: 5, status: 'SUCCESSFUL', source_currency: 'NGN', meta: { email: 'quirk@example.com' } };
    const amountOf = (to: string) =>
      become({ type: 'transfer.disburse', webhook_id: 'wbk_q', data: { ...data, destination_currency: to } });
    expect(amountOf('NGN')).toMatchObject([{ event: { properties: { amount: 500, currency: 'NGN' } } }]);
    expect(amountOf('KES')).not.toHaveProperty('0.event.properties.amount');
  });

  it('takes the sandbox’s invented references and addresses for a test', () => {
    const of = (fields: object) => identify({ event: 'charge.completed', data: { id: 1, status: 'successful', ...fields } }).mode;
    expect([
      of({ flw_ref: 'FLW-MOCK-1' }),
      of({ flw_ref: 'flwm3s4m0c1' }),
      of({ customer: { email: 'ravesb_0a1b_q@example.com' } }),
    ]).toEqual(['test', 'live', 'test']);
  });
});
