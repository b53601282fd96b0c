import { describe, expect, it } from 'vitest';

import { square } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

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
    expect(become(payment({}))).toEqual([]);
    expect(become(payment({ buyer_email_address: 'quirk@example.com' }))).toMatchObject([
      { customer: { id: 'p', email: 'quirk@example.com' } },
    ]);
  });

  it('leaves out what is no address, such as a masked one', () => {
    const created = { created_at: '2026-01-01T00:00:00Z', data: { id: 'c', object: { customer: { email_address: 'a***@…' } } } };
    expect(square.events['customer.created']?.(created)).toMatchObject([{ customer: { id: 'c' } }, {}]);
    expect(JSON.stringify(square.events['customer.created']?.(created))).not.toContain('***');
  });
});
