import { describe, expect, it } from 'vitest';

import { lookup } from './lookup.ts';
import { kora } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const NOW = new Date(0);
const judge = (body: string, headers: Record<string, string>) =>
  verify(kora.signature, { request: { headers, body: Buffer.from(body) }, secrets: ['sk'], now: NOW });
const sign = (body: string) => kora.signature.sign({ body: Buffer.from(body), secret: 'sk', now: NOW, id: 'x' });

const charge = { reference: 'R', payment_reference: 'R', amount: 1, currency: 'NGN', status: 'success' };
const become = (event: string, data: object) => kora.events[event]?.({ event, data }) ?? [];
const found = (customer: unknown) => kora.events['charge.success']?.({ event: 'charge.success', data: charge }, { customer });

describe('kora', () => {
  it('verifies the data as JavaScript writes it, whatever the spaces and the zeros', async () => {
    const headers = sign('{"event":"charge.success","data":{"amount":100,"reference":"R"}}');
    expect(await judge('{ "event": "charge.success", "data": { "amount": 100.00, "reference": "R" } }', headers)).toBe('ok');
    expect(await judge('{"event":"charge.success","data":{"amount":101,"reference":"R"}}', headers)).toBe('mismatch');
  });

  it.each(['', 'null', '[]', '{}', '{"data":"text"}', '{"data":'])('calls a body without data malformed: %j', async (body) => {
    expect(await judge(body, sign('{"data":{}}'))).toBe('malformed');
  });

  it.each([
    ['a payout', { reference: 'R', amount: 1, currency: 'NGN', status: 'success', fee: 1 }],
    ['a failed charge', { ...charge, status: 'failed' }],
    ['a refund', { ...charge, refund_date: '2026-03-15T10:00:04.000Z' }],
  ])('refuses %s that is sent as a successful charge', (_what, data) => {
    expect(() => become('charge.success', data)).toThrow(/./);
  });

  it('reads a charge whatever stands where nothing decides, and says what it left out', () => {
    const odd = {
      transaction_date: '2026-03-14 noon',
      payment_method: {},
      virtual_bank_account_details: [],
      metadata: 0,
      payment_reference: 7,
    };
    expect(become('charge.success', { ...charge, ...odd })).toMatchObject([
      { unread: ['occurredAt'], customer: { aliases: ['charge:7'] }, event: { properties: { reference: '7' } } },
    ]);
    for (const customer of [{}, null, 'text', { email: 5, name: {} }])
      expect(found(customer)).toMatchObject([{ customer: { aliases: ['charge:R'] } }]);
  });

  it('names the payer whom a charge itself names', () => {
    const customer = { email: 'quirk@example.com', name: 'Quirk One' };
    expect(become('charge.success', { ...charge, customer })).toMatchObject([{ customer }]);
  });

  it('knows a refund by either of its times, and not without', () => {
    const refund = { ...charge, reference: 'RF', completion_date: '2026-03-15T10:00:04.000Z', refund_date: null };
    expect(become('refund.success', refund)).toMatchObject([{ event: { name: 'refund_issued' } }]);
    expect(() => become('refund.success', { ...refund, completion_date: null })).toThrow(/./);
  });

  it('knows a charge without a reference by that of its payment', () => {
    const body = { event: 'charge.success', data: { ...charge, reference: null } };
    expect(kora.identify({ headers: {}, body: Buffer.from(JSON.stringify(body)) }, body).id).toBe('charge.success:R:success');
  });

  it('calls an amount, a currency or a state of another form unreadable', () => {
    for (const odd of [{ amount: null }, { amount: {} }, { amount: 'ten' }, { currency: 1 }, { status: 'processing' }])
      expect(() => become('charge.success', { ...charge, ...odd }), JSON.stringify(odd)).toThrow(/./);
  });

  it('tells nothing of 0.00', () => {
    expect(become('charge.success', { ...charge, amount: '0.00' })).toEqual([]);
    expect(become('charge.failed', { ...charge, amount: 0, status: 'failed' })).toEqual([]);
  });

  it('passes over a mandate, which calls its event `type` and names nobody', () => {
    const mandate = { type: 'direct_debit.auth', status: 'success', data: { reference: 'KPY-AUTH-1', status: 'success' } };
    const body = Buffer.from(JSON.stringify(mandate));
    expect(kora.identify({ headers: {}, body }, mandate)).toMatchObject({
      type: 'direct_debit.auth',
      id: 'direct_debit.auth:KPY-AUTH-1:success',
    });
  });

  it('looks up the payer of a charge, not of a refund', () => {
    const references = ['charge.success', 'charge.failed', 'refund.success'].map((event) => lookup.reference({ event, data: charge }));
    expect(references).toEqual(['R', 'R', null]);
  });
});
