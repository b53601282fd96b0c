import { describe, expect, it } from 'vitest';

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

describe('woocommerce', () => {
  it('tells one payment once, however many webhooks tell of it', () => {
    const completed = { ...order, status: 'completed', date_modified_gmt: '2026-03-15T10:00:00' };
    expect(identify('order.updated', completed)).toBe(identify('order.created', order));
    expect(identify('order.updated', { ...order, refunds: [{ id: 1, total: '-1.00' }] })).not.toBe(identify('order.updated', order));
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
});
