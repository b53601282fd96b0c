import { describe, expect, it } from 'vitest';

import { causeOf } from '../../../shared/webhook/cause.ts';
import { woocommerce } from './provider.ts';
import { decoded } from './secret.ts';

const order = {
  id: 9,
  status: 'processing',
  currency: 'USD',
  total: '10.00',
  date_paid_gmt: '2026-03-14T09:26:53',
  date_modified_gmt: '2026-03-14T09:26:53',
  billing: { email: 'quirk@example.com' },
  line_items: [],
};
const identify = (topic: string, payload: object) =>
  woocommerce.identify({ headers: { 'x-wc-webhook-topic': topic }, body: Buffer.from(JSON.stringify(payload)) }, payload).id;
const become = (payload: object) => woocommerce.events['order.updated']?.(payload) ?? [];
const cause = (topic: string, payload: object): string => {
  try {
    woocommerce.events[topic]?.(payload);
    return 'none';
  } catch (error) {
    return causeOf(error, payload);
  }
};

describe('woocommerce', () => {
  it('tells one payment once, however many webhooks tell of it', () => {
    const completed = { ...order, status: 'completed', date_modified_gmt: '2026-03-15T10:00:00' };
    expect(identify('order.updated', completed)).toBe(identify('order.created', order));
    expect(identify('order.updated', { ...order, refunds: [{ id: 1, total: '-1.00' }] })).not.toBe(identify('order.updated', order));
  });

  it('tells a completed order under the name of its payment, with the purchase, so that neither is lost with a webhook', () => {
    const done = { ...order, status: 'completed', date_completed_gmt: '2026-03-14T09:40:00', date_modified_gmt: '2026-03-14T09:40:00' };
    expect(become(done)).toMatchObject([
      { event: { name: 'purchase_completed', occurredAt: '2026-03-14T09:26:53.000Z' } },
      { event: { name: 'order_fulfilled', occurredAt: '2026-03-14T09:40:00.000Z' } },
    ]);
    expect(identify('order.updated', done)).toBe(identify('order.created', order));
    expect(become({ ...done, total: '0.00' })).toMatchObject([{ event: { name: 'order_fulfilled' } }]);
  });

  it('tells an order that is completed long after its payment alone, and once', () => {
    const late = { ...order, status: 'completed', date_completed_gmt: '2026-03-30T09:00:00', date_modified_gmt: '2026-03-30T09:00:00' };
    expect(become(late)).toMatchObject([{ event: { name: 'order_fulfilled' } }]);
    expect(identify('order.updated', { ...late, date_modified_gmt: '2026-04-01T09:00:00' })).toBe(identify('order.updated', late));
    expect(become({ ...late, date_modified_gmt: '2026-04-07T09:00:00' })).toEqual([]);
  });

  it('tells a cancellation once, not of an order that is long over, and for 0.00 without an amount', () => {
    const gone = { ...order, status: 'cancelled', date_paid_gmt: null, date_created_gmt: '2026-03-14T09:00:00', total: '0.00' };
    expect(become(gone)).toMatchObject([{ event: { name: 'order_cancelled' } }]);
    expect(become(gone)).not.toHaveProperty('0.event.properties.amount');
    expect(identify('order.updated', { ...gone, date_modified_gmt: '2026-03-15T09:00:00' })).toBe(identify('order.updated', gone));
    expect(become({ ...gone, date_modified_gmt: '2026-03-22T09:00:00' })).toEqual([]);
  });

  it('takes a status that a plugin added for paid, and cash on delivery only once it is', () => {
    expect(become({ ...order, status: 'shipped' })).toMatchObject([{ event: { name: 'purchase_completed' } }]);
    expect(become({ ...order, date_paid_gmt: null })).toEqual([]);
  });

  it('leaves an old order alone that is merely saved again', () => {
    expect(become({ ...order, date_modified_gmt: '2026-03-22T09:26:53' })).toEqual([]);
    expect(become({ ...order, date_modified_gmt: '2026-03-21T09:26:53' })).toHaveLength(1);
  });

  it('tells the end of a subscription once: when it is asked for, or when it comes unasked', () => {
    const dates = { date_modified_gmt: '2026-05-14T10:00:00', end_date_gmt: '2026-05-14T10:00:00' };
    const subscription = { ...order, ...dates, billing_period: 'month', status: 'cancelled', cancelled_date_gmt: '' };
    const ended = (change: object) => woocommerce.events['subscription.updated']?.({ ...subscription, ...change }) ?? [];
    expect(ended({})).toMatchObject([{ event: { name: 'subscription_cancelled' } }]);
    expect(ended({ cancelled_date_gmt: '2026-05-02T08:00:00' })).toEqual([]);
    expect(() => become(subscription), 'sent as an order').toThrow(/./);
  });

  it('reads the times without a zone as UTC', () => {
    expect(become(order)).toMatchObject([{ event: { occurredAt: '2026-03-14T09:26:53.000Z' } }]);
  });

  it('answers the unsigned ping, and nothing that looks like more', () => {
    const ping = (text: string, headers = {}) => woocommerce.handshake?.({ headers, body: Buffer.from(text) });
    expect(ping('webhook_id=4')).toBe(true);
    expect(ping('webhook_id=4&x=1')).toBe(false);
    expect(ping('webhook_id=4', { 'x-wc-webhook-signature': 'x' })).toBe(false);
  });

  it('decodes a secret once, as WordPress does', () => {
    expect(decoded('a&amp;b&#039;&#x27;&QUOT;')).toBe(`a&b''"`);
    expect(decoded('a&amp;lt;&eacute;')).toBe('a&lt;&eacute;');
  });

  it('refuses a profile that is sent as a deletion', () => {
    expect(() => woocommerce.events['customer.deleted']?.({ id: 9, email: 'q@example.com' })).toThrow(/./);
  });

  it('tells the newest refund by its number, wherever it stands in the list', () => {
    const [old, latest] = [
      { id: 99, total: '-1.00' },
      { id: '101', refund: 'torn', total: -2.5 },
    ];
    for (const refunds of [
      [old, latest],
      [latest, old],
    ]) {
      expect(become({ ...order, refunds })).toMatchObject([
        { event: { name: 'refund_issued', properties: { amount: 250, reason: 'torn' } }, occasion: 'refund:101:success' },
      ]);
      expect(identify('order.updated', { ...order, refunds })).toBe('order:9:refunded:101');
    }
  });

  it('tells a refund of an order that was cancelled, but for one that is long over', () => {
    const refunded = { ...order, status: 'cancelled', refunds: [{ id: 1, total: '-1.00' }] };
    expect(become({ ...refunded, date_modified_gmt: '2026-04-07T09:00:00' })).toHaveLength(1);
    expect(become({ ...refunded, date_modified_gmt: '2026-04-09T09:00:00' })).toEqual([]);
    expect(become({ ...order, status: 'refunded', date_modified_gmt: '2026-11-20T09:00:00' })).toEqual([]);
  });

  it('tells a failed order once, and only soon after it was made', () => {
    const failed = { ...order, status: 'failed', date_paid_gmt: null, date_created_gmt: '2026-03-14T09:00:00' };
    expect(become(failed)).toMatchObject([{ event: { name: 'payment_failed' } }]);
    expect(become({ ...failed, date_modified_gmt: '2026-03-14T11:00:00' })).toEqual([]);
    expect(identify('order.updated', { ...failed, date_modified_gmt: '2026-03-14T09:30:00' })).toBe(identify('order.created', failed));
  });

  it('names the API version where it leaves out the times that decide', () => {
    const old = { ...order, date_paid_gmt: undefined, date_modified_gmt: undefined, date_modified: '2026-03-14T10:26:53' };
    expect(cause('order.updated', { ...old, date_paid: '2026-03-14T10:26:53' })).toContain('API version v3');
    expect(cause('order.updated', { ...old, status: 'failed' })).toContain('API version v3');
    expect(cause('order.updated', { ...old, status: 'cancelled' })).toContain('API version v3');
    expect(cause('order.updated', { order })).toContain('API version v3');
    expect(cause('subscription.updated', { ...old, status: 'active', start_date: '2026-03-14T10:26:53' })).toContain('API version v3');
    expect(become({ ...old, status: 'pending' })).toEqual([]);
    expect(become({ ...old, status: 'processing', date_paid: null })).toEqual([]);
  });

  it('says so where the shop sends the error of its own API', () => {
    const error = { code: 'woocommerce_rest_cannot_view', message: 'Sorry', data: { status: 401 } };
    for (const topic of ['order.updated', 'customer.updated', 'subscription.updated'])
      expect(cause(topic, error)).toBe(
        'body: expected what happened, got an error of the shop’s own API: it is gone, or the user of the webhook may not read it',
      );
  });

  it('reads a status under WordPress’s prefix', () => {
    const failed = { ...order, status: 'wc-failed', date_paid_gmt: null, date_created_gmt: '2026-03-14T09:00:00' };
    expect(become(failed)).toMatchObject([{ event: { name: 'payment_failed' } }]);
    expect(become({ ...order, status: 'wc-refunded' })).toMatchObject([{ event: { name: 'refund_issued' } }]);
  });

  it('takes a customer without an e-mail, but no other body, for a customer', () => {
    expect(woocommerce.events['customer.updated']?.({ id: 9, email: null, first_name: 'Quirk' })).toHaveLength(2);
    for (const other of [{ id: 9 }, order]) expect(() => woocommerce.events['customer.updated']?.(other)).toThrow(/./);
  });

  it('waits for nobody who buys at a till', () => {
    expect(become({ ...order, customer_id: 0, billing: { email: '' } })).toBe('nobody');
    expect(become({ ...order, customer_id: '0', billing: [], status: 'pending' })).toEqual([]);
  });

  it('refuses a late change of a customer that is sent as a creation', () => {
    const made = { id: 9, email: 'q@example.com', date_created_gmt: '2026-03-14T09:00:00' };
    const created = woocommerce.events['customer.created'];
    expect(created?.({ ...made, date_modified_gmt: null })).toHaveLength(2);
    expect(() => created?.({ ...made, date_modified_gmt: '2026-03-20T09:00:00' })).toThrow(/./);
  });

  it('reads an order whatever stands where nothing decides, and refuses it where something does', () => {
    const odd = {
      line_items: {},
      number: 77,
      billing: { email: 'q@example.com', phone: 8_031_112_222 },
      payment_method_title: [],
      total: 10,
    };
    expect(become({ ...order, ...odd })).toMatchObject([{ customer: { phone: '8031112222' }, event: { properties: { reference: '77' } } }]);
    expect(become({ ...order, ...odd })).not.toHaveProperty('0.event.properties.quantity');
    for (const wrong of [{ total: {} }, { total: '' }, { currency: 'naira' }, { status: 1 }, { refunds: [{ id: 1 }] }, { customer_id: {} }])
      expect(() => become({ ...order, ...wrong }), JSON.stringify(wrong)).toThrow(/./);
  });

  it.each([
    ['XOF', '8250.50', 8251],
    ['RWF', '1000.49', 1000],
    ['EUR', '12.345', 1235],
    ['KWD', '1.2345', 1235],
  ])('rounds the %s %s that a shop computed', (currency, total, amount) => {
    expect(become({ ...order, currency, total })).toMatchObject([{ event: { properties: { amount, currency } } }]);
  });
});
