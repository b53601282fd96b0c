import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { identityOf } from '../../../shared/webhook/read.ts';
import { standardWebhooks } from '../../../shared/webhook/standard-webhooks.ts';
import { polar } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const timestamp = '2026-01-01T00:00:00Z';
const become = (type: string, data: object) => commandsOf(polar.events[type]?.({ type, timestamp, data }) ?? []);
const subscription = (over: object) => ({
  id: 's',
  status: 'active',
  customer: { id: 'c' },
  started_at: timestamp,
  current_period_start: timestamp,
  ...over,
});
const names = (commands: readonly object[]) => commands.map((command) => ('event' in command ? command.event : command));

describe('polar', () => {
  it('refuses a signature made with the bytes behind the base64', async () => {
    const [body, now, secret] = [Buffer.from('{}'), new Date(timestamp), 'polar_whs_bG9jYWwtaG9vay1zZWNyZXQ'];
    const headers = standardWebhooks().sign({ body, secret, now, id: 'm' });
    expect(await verify(polar.signature, { request: { headers, body }, secrets: [secret], now })).toBe('mismatch');
  });

  it('tells the start of a subscription once', () => {
    const told = [...become('subscription.created', subscription({})), ...become('subscription.active', subscription({}))];
    expect(names(told)).toMatchObject([{ name: 'subscription_started' }]);
    const trial = { trial_end: '2026-01-08T00:00:00Z' };
    const tried = [
      ...become('subscription.created', subscription({ ...trial, status: 'trialing' })),
      ...become('subscription.active', subscription({ ...trial, current_period_start: '2026-01-08T00:00:00Z' })),
    ];
    expect(names(tried)).toMatchObject([{ name: 'subscription_started' }, { name: 'subscription_changed' }]);
  });

  it('counts a refund once, told at its creation and at its update', () => {
    const id = (type: string, status: string, delivery: string) =>
      identityOf(
        { type, data: { id: 'r', status } },
        { provider: polar, request: { headers: { 'webhook-id': delivery }, body: Buffer.from('') } },
      ).id;
    expect(id('refund.created', 'succeeded', 'a')).toBe(id('refund.updated', 'succeeded', 'b'));
    expect([id('refund.created', 'pending', 'a'), id('order.paid', 'succeeded', 'b')]).toEqual(['a', 'b']);
  });

  it('counts the first payment after a trial as the purchase', () => {
    const order = (current_period_start: string) =>
      become('order.paid', {
        id: 'o',
        customer: { id: 'c' },
        total_amount: 1500,
        currency: 'usd',
        billing_reason: 'subscription_cycle',
        subscription: { recurring_interval: 'month', trial_end: '2026-01-08T00:00:00Z', current_period_start },
      });
    expect(names(order('2026-01-08T00:00:00Z'))).toMatchObject([{ name: 'purchase_completed', properties: { interval: 'month' } }]);
    expect(names(order('2026-02-08T00:00:00Z'))).toMatchObject([{ name: 'subscription_renewed' }]);
  });

  it('takes an e-mail that stands as the team’s own id for the e-mail', () => {
    const told = become('customer.updated', { id: 'c', external_id: 'Quirk@example.com', email: null });
    expect(told[0]?.customer).toEqual({ id: 'c', email: 'quirk@example.com' });
  });

  it('says nothing of an order, a refund or a late payment of nothing', () => {
    const nothing = { id: 'x', customer_id: 'c', currency: 'usd', amount: 0, total_amount: 0, status: 'succeeded' };
    expect(become('order.paid', nothing)).toEqual([]);
    expect(become('refund.updated', nothing)).toEqual([]);
    expect(become('subscription.past_due', subscription({ amount: 0, currency: 'usd' }))).toEqual([]);
  });

  it('adds the tax to a refund, also where both are text, and has nobody to tell of one that names no customer', () => {
    const refund = { id: 'r', status: 'succeeded', customer_id: 'c', currency: 'usd', amount: '1000', tax_amount: '190' };
    expect(become('refund.updated', refund)).toMatchObject([{ event: { properties: { amount: 1190 } } }]);
    expect(polar.events['refund.updated']?.({ timestamp, data: { ...refund, customer_id: null } })).toBe('nobody');
  });

  it('starts a free subscription without an amount', () => {
    const [told] = become('subscription.active', subscription({ amount: 0, currency: 'usd', recurring_interval: 'year' }));
    expect(told).toMatchObject({ event: { name: 'subscription_started', properties: { interval: 'year' } } });
    expect(told).not.toHaveProperty('event.properties.amount');
  });

  it('finds the customer by id where it stands alone, and has nobody to tell where none does', () => {
    expect(become('subscription.paused', subscription({ customer: null, customer_id: 'c' }))).toMatchObject([{ customer: { id: 'c' } }]);
    expect(polar.events['order.paid']?.({ timestamp, data: { id: 'o', total_amount: 900, currency: 'usd' } })).toBe('nobody');
  });

  it('loses no order over a detail of another form', () => {
    const odd = {
      id: 7,
      customer: { id: 'c', name: ['Q'] },
      total_amount: '900',
      currency: 'usd',
      product: 'none',
      items: 'none',
      subscription: [],
    };
    expect(polar.events['order.paid']?.({ timestamp: 'now', data: odd })).toMatchObject([
      { event: { properties: { amount: 900, reference: '7' } }, unread: ['occurredAt'] },
    ]);
  });

  it('keeps the id of Polar known beside the one of the team', () => {
    const told = become('customer.deleted', { id: 'c', external_id: 'own', email: 'Quirk@example.com' });
    expect(told).toMatchObject([{ customer: { id: 'own', aliases: ['c'], email: 'quirk@example.com' } }]);
  });
});
