import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { lemonsqueezy } from './provider.ts';

const become = (type: string, attributes: object) => commandsOf(lemonsqueezy.events[type]?.({ data: { id: '1', attributes } }) ?? []);
const identify = (payload: object) => lemonsqueezy.identify({ headers: {}, body: Buffer.alloc(0) }, payload);
const order = { status: 'paid', currency: 'USD', total: 1000, user_email: 'quirk@example.com' };

describe('lemonsqueezy', () => {
  it('tells one purchase of the three webhooks that a new subscription sends', () => {
    const told = [
      ...become('order_created', order),
      ...become('subscription_created', { status: 'active', product_name: 'Studio', user_email: order.user_email }),
      ...become('subscription_payment_success', { ...order, billing_reason: 'initial' }),
    ];
    expect(told).toMatchObject([{ event: { name: 'purchase_completed' } }, { event: { name: 'subscription_started' } }]);
  });

  it('says nothing of an order in which nothing was paid', () => {
    expect(become('order_created', { ...order, total: 0 })).toEqual([]);
  });

  it('takes the whole total for refunded where no amount is named', () => {
    expect(become('order_refunded', { ...order, refunded: true })).toMatchObject([{ event: { properties: { amount: 1000 } } }]);
  });

  it('knows a redelivery without an id by event, object and time', () => {
    const id = (updated_at: string) => identify({ meta: { event_name: 'order_created' }, data: { id: 7, attributes: { updated_at } } }).id;
    expect(id('2026-01-01')).toBe('order_created:7:2026-01-01');
    expect(id('2026-01-02')).not.toBe(id('2026-01-01'));
  });

  it('calls a test what only the object says is one', () => {
    const mode = (meta: object, attributes: object) =>
      identify({ meta: { event_name: 'order_created', ...meta }, data: { id: 7, attributes } }).mode;
    expect([mode({}, { test_mode: true }), mode({ test_mode: true }, {}), mode({}, { test_mode: false })]).toEqual([
      'test',
      'test',
      'live',
    ]);
  });

  it('calls a test what says so in another form', () => {
    const mode = (test_mode: unknown) =>
      identify({ meta: { event_name: 'order_created', test_mode }, data: { id: 7, attributes: {} } }).mode;
    expect([1, '1', 'true', 0, 'false', null].map(mode)).toEqual(['test', 'test', 'test', 'live', 'live', 'live']);
  });

  it('leaves the id to the bytes where nothing names the state of the object', () => {
    expect(identify({ meta: { event_name: 'order_created' }, data: { id: 7, attributes: {} } }).id).toBeNull();
  });

  it('says nothing of a renewal, a failure or a refund of nothing', () => {
    const invoice = { ...order, total: 0, refunded_amount: 0, billing_reason: 'renewal' };
    for (const type of ['success', 'failed', 'refunded']) expect(become(`subscription_payment_${type}`, invoice)).toEqual([]);
    expect(become('order_refunded', invoice)).toEqual([]);
  });

  it('dates a payment that was recovered by the day it was paid', () => {
    const times = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-06T00:00:00Z' };
    expect(become('subscription_payment_success', { ...order, ...times, billing_reason: 'renewal' })).toMatchObject([
      { event: { name: 'subscription_renewed', occurredAt: '2026-01-06T00:00:00.000Z' } },
    ]);
  });

  it('has nobody to tell of an order that names none', () => {
    expect(lemonsqueezy.events['order_created']?.({ data: { id: '1', attributes: { ...order, user_email: '' } } })).toBe('nobody');
  });

  it('loses no order over a detail of another form', () => {
    const odd = { total: '1000', identifier: {}, first_order_item: [], user_name: null, created_at: 'yesterday', customer_id: 3 };
    expect(become('order_created', { ...order, ...odd })).toMatchObject([
      { customer: { id: '3' }, event: { properties: { amount: 1000, reference: '1' } }, unread: ['occurredAt'] },
    ]);
  });
});
