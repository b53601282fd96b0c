import { describe, expect, it } from 'vitest';

import { identityOf } from '../../../shared/webhook/read.ts';
import { verify } from '../../../shared/webhook/signature.ts';
import { square } from './provider.ts';

const url = 'https://hooks.example.com/webhooks/square';
const now = new Date('2026-01-01T00:00:00Z');
const body = Buffer.from('{"event_id":"e"}');
const money = { amount: 100, currency: 'USD' };
const payment = (over: object) => ({
  type: 'payment.updated',
  event_id: 'e',
  created_at: '2026-01-01T00:00:00Z',
  data: { object: { payment: { id: 'p', status: 'COMPLETED', amount_money: money, ...over } } },
});
const become = (payload: object) => square.events['payment.updated']?.(payload) ?? [];
const id = (payload: object) => square.identify({ headers: {}, body }, payload).id;

describe('square', () => {
  it('signs the registered URL, whatever the request says of its host', async () => {
    const other = 'https://other.example.com/webhooks/square';
    const headers = { ...square.signature.sign({ body, secret: 's', now, id: '', settings: { url: other } }), host: 'other.example.com' };
    const check = (settings: object) => verify(square.signature, { request: { headers, body }, secrets: ['s'], now, settings });
    expect([await check({ url: other }), await check({ url }), await check({ url: `${other}/` }), await check({})]).toEqual([
      'ok',
      'mismatch',
      'mismatch',
      'malformed',
    ]);
  });

  it('counts a completed payment once, however often it is told', () => {
    expect(id(payment({ version: 1 }))).toBe(id({ ...payment({ version: 2 }), event_id: 'another' }));
    expect(id(payment({ status: 'APPROVED' }))).toBe('e');
    expect(id(payment({ status: 'FAILED' }))).not.toBe(id(payment({})));
  });

  it('says nothing of a payment at a till', () => {
    expect(become(payment({}))).toBe('nobody');
    expect(become(payment({ buyer_email_address: 'quirk@example.com' }))).toMatchObject([
      { customer: { id: 'p', email: 'quirk@example.com' } },
    ]);
  });

  it('leaves out what is no address, such as a masked one', () => {
    const created = { created_at: '2026-01-01T00:00:00Z', data: { id: 'c', object: { customer: { email_address: 'a***@ex****e.com' } } } };
    expect(square.events['customer.created']?.(created)).toMatchObject([{ customer: { id: 'c' } }, {}]);
    expect(JSON.stringify(square.events['customer.created']?.(created))).not.toContain('***');
  });

  it('tells the sandbox by a header that nothing signs, if the config says so', () => {
    const request = { headers: { 'square-environment': 'Sandbox' }, body };
    const mode = (settings: { readonly testHeader?: boolean }) => identityOf(payment({}), { provider: square, request, settings }).mode;
    expect([mode({ testHeader: true }), mode({ testHeader: false }), mode({})]).toEqual(['test', 'live', 'live']);
  });

  const captured = { card_details: { card_payment_timeline: { captured_at: '2026-03-14T09:00:00Z' } }, customer_id: 'c' };
  it.each([
    ['soon after it was captured', { ...captured, updated_at: '2026-03-14T09:59:00Z' }, 1],
    ['two hours after it was captured', { ...captured, updated_at: '2026-03-14T11:00:00Z' }, 0],
    ['of a refund', { ...captured, updated_at: '2026-03-14T09:10:00Z', refunded_money: { amount: 1, currency: 'USD' } }, 0],
    ['of a refund that is only named', { ...captured, refund_ids: ['r'] }, 0],
    [
      'of cash, a day later',
      { customer_id: 'c', source_type: 'CASH', created_at: '2026-03-14T09:00:00Z', updated_at: '2026-03-15T09:00:00Z' },
      0,
    ],
    [
      'of a bank, days later',
      { customer_id: 'c', source_type: 'BANK_ACCOUNT', created_at: '2026-03-14T09:00:00Z', updated_at: '2026-03-19T09:00:00Z' },
      1,
    ],
    ['of a bank, months later', { customer_id: 'c', created_at: '2026-03-14T09:00:00Z', updated_at: '2026-06-19T09:00:00Z' }, 0],
  ])('counts an update %s as the settling one or as none', (_when, over, told) => {
    expect(become(payment(over))).toHaveLength(told);
    expect(id(payment(over))).toBe(told ? 'payment:p:COMPLETED' : 'e');
  });

  it('dates a purchase by its capture', () => {
    expect(become(payment(captured))).toMatchObject([{ event: { occurredAt: '2026-03-14T09:00:00.000Z' } }]);
  });

  it('tells of nothing that cost nothing', () => {
    expect(become(payment({ customer_id: 'c', amount_money: { amount: 0, currency: 'USD' } }))).toEqual([]);
  });

  it('reads a payment whatever stands where nothing decides, and refuses it where something does', () => {
    const odd = {
      customer_id: 'c',
      card_details: [],
      billing_address: 'x',
      source_type: {},
      amount_money: { amount: '100', currency: 'USD' },
    };
    expect(become(payment(odd))).toMatchObject([{ event: { properties: { amount: 100 } } }]);
    expect(become({ ...payment(odd), created_at: 'soon' })).toMatchObject([{ unread: ['occurredAt'] }]);
    for (const wrong of [{ amount_money: null }, { amount_money: { amount: {}, currency: 'USD' } }, { status: null }, { customer_id: {} }])
      expect(() => become(payment(wrong)), JSON.stringify(wrong)).toThrow(/./);
  });

  it('tells a subscription by its plan’s older word too, and of nobody nothing', () => {
    const start = (subscription: object) =>
      square.events['subscription.created']?.({ data: { object: { subscription: { id: 's', status: 'ACTIVE', ...subscription } } } });
    expect(start({ customer_id: 'c', plan_id: 'P' })).toMatchObject([{ customer: { id: 'c' }, event: { properties: { plan: 'P' } } }]);
    expect(start({ customer_id: null })).toBe('nobody');
  });
});
