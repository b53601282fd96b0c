import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { lemonsqueezy } from './provider.ts';

const become = (type: string, attributes: object) => commandsOf(lemonsqueezy.events[type]?.({ data: { id: '1', attributes } }) ?? []);
const order = { status: 'paid', currency: 'USD', total: 1000, user_email: 'quirk@example.com' };

describe('lemonsqueezy', () => {
  it('tells one purchase of the three webhooks that a new subscription sends', () => {
    const told = [
      ...become('order_created', order),
      ...become('subscription_created', { status: 'active', product_name: 'Studio' }),
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
    const id = (updated_at: string) =>
      lemonsqueezy.identify(
        { headers: {}, body: Buffer.from('') },
        { meta: { event_name: 'order_created' }, data: { id: 7, attributes: { updated_at } } },
      ).id;
    expect(id('2026-01-01')).toBe('order_created:7:2026-01-01');
    expect(id('2026-01-02')).not.toBe(id('2026-01-01'));
  });
});
