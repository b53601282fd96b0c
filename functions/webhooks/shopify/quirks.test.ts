import { describe, expect, it } from 'vitest';

import { payloadOf } from '../../../shared/webhook/payload.ts';
import { read } from '../../../shared/webhook/read.ts';
import { shopify } from './provider.ts';

const reading = (topic: string, body: object | string, headers: Record<string, string> = {}) =>
  read({
    provider: shopify,
    request: {
      headers: { 'x-shopify-topic': topic, ...headers },
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    },
    testEvents: 'send',
    find: async () => undefined,
  });
const order = { id: 1, currency: 'USD', total_price: '10.00', line_items: [], email: 'quirk@example.com' };

describe('shopify', () => {
  it('keeps ids beyond 2^53 exact', async () => {
    const body = '{"id":706405506930370084,"email":"q@example.com"}';
    expect(payloadOf(Buffer.from(body))).toMatchObject({ id: '706405506930370084' });
    expect(await reading('customers/update', body)).toMatchObject({ commands: [{ customer: { id: '706405506930370084' } }, {}] });
  });

  it('reads the topic of either header family', async () => {
    expect(await reading('', order, { 'shopify-topic': 'orders/paid' })).toMatchObject({ kind: 'read', type: 'orders/paid' });
    expect(await reading('', order)).toMatchObject({ kind: 'unreadable', type: null });
  });

  it('knows an event by its object, however the JSON is written and whatever delivery id stands in the header', async () => {
    const [first, again, other] = await Promise.all([
      reading('orders/paid', order, { 'x-shopify-webhook-id': 'a' }),
      reading('orders/paid', JSON.stringify({ ...order, tags: 'vip' }, null, 2), { 'x-shopify-webhook-id': 'b' }),
      reading('orders/paid', { ...order, id: 2 }),
    ]);
    expect([first.id, again.id, other.id]).toEqual(['orders/paid:1', 'orders/paid:1', 'orders/paid:2']);
  });

  it('tells two changes of one customer apart by their time, and by their bytes where there is none', async () => {
    const id = async (change: object) => (await reading('customers/update', { id: 7, email: 'q@example.com', ...change })).id;
    expect(await id({ updated_at: '2026-03-14T10:00:00Z' })).not.toBe(await id({ updated_at: '2026-03-14T10:00:01Z' }));
    expect(await id({ updated_at: '2026-03-14T10:00:00Z' })).toBe(await id({ updated_at: '2026-03-14T10:00:00Z', note: 'x' }));
    expect(await id({ note: 'a' })).not.toBe(await id({ note: 'b' }));
  });

  it.each([
    ['customers/delete', { id: 1, email: 'q@example.com', state: 'enabled' }],
    ['customers/create', order],
    ['customers/create', { id: 1, addresses: [], admin_graphql_api_id: 'gid://shopify/Customer/1' }],
    ['customers/create', { id: 1, state: 'enabled', created_at: '2026-03-01T10:00:00Z', updated_at: '2026-03-14T10:00:00Z' }],
    ['subscription_contracts/create', { id: 1, customer_id: 2, billing_policy: {}, status: 'cancelled' }],
    ['subscription_contracts/create', { id: 1, customer_id: 2, billing_policy: {} }],
    ['subscription_billing_attempts/failure', { id: 1, order_id: 2, subscription_contract_id: 3, idempotency_key: 'k' }],
    ['orders/paid', { ...order, financial_status: 'voided' }],
    ['orders/paid', { ...order, abandoned_checkout_url: 'https://example.com/recover' }],
    ['orders/paid', { ...order, financial_status: 'pending' }],
    ['orders/fulfilled', { ...order, fulfillment_status: null }],
    ['orders/fulfilled', { ...order, fulfillment_status: 'fulfilled', abandoned_checkout_url: 'https://example.com/recover' }],
    ['orders/cancelled', { ...order, cancelled_at: null }],
    ['checkouts/create', order],
    ['disputes/create', { ...order, order_id: {} }],
    ['subscription_contracts/pause', { id: 1, customer_id: 2, billing_policy: {}, status: 'cancelled' }],
    ['order_transactions/create', order],
    ['customers/redact', { shop_id: 1, shop_domain: 's', customer: { id: 1 }, orders_requested: [] }],
  ])('refuses a body of another topic as %s', async (topic, body) => {
    expect(await reading(topic, body)).toMatchObject({ kind: 'unreadable' });
  });

  it('tells of no transaction but a payment that failed', async () => {
    const transaction = { id: 3, order_id: 1, kind: 'sale', status: 'failure', amount: '10.00', currency: 'USD' };
    const told = async (change: object) => reading('order_transactions/create', { ...transaction, ...change });
    expect(await told({})).toMatchObject({ commands: [{ customer: { aliases: ['order:1'] }, event: { name: 'payment_failed' } }] });
    expect(await told({ status: 'error' })).toMatchObject({ commands: [{ event: { name: 'payment_failed' } }] });
    for (const other of [{ status: 'success' }, { status: 'pending' }, { kind: 'refund' }, { kind: 'void' }])
      expect(await told(other), JSON.stringify(other)).toMatchObject({ kind: 'read', commands: [] });
  });

  it('tells a dispute of its order’s buyer, and of nobody where it names no order', async () => {
    const dispute = { id: 5, order_id: 1, type: 'chargeback', amount: '10.00', currency: 'USD', reason: 'fraudulent' };
    const told = async (change: object) => reading('disputes/create', { ...dispute, ...change });
    expect(await told({})).toMatchObject({ commands: [{ customer: { aliases: ['order:1'] }, event: { name: 'dispute_opened' } }] });
    expect(await told({ order_id: null })).toMatchObject({ kind: 'ignored', why: 'nobody' });
    for (const none of [{ amount: '0.00' }, { type: 'inquiry' }])
      expect(await told(none), JSON.stringify(none)).toMatchObject({ kind: 'read', commands: [] });
  });

  it('erases nobody where the request names nobody', async () => {
    const nobody = { shop_id: 1, shop_domain: 's', customer: { id: null, phone: '+2348031114444' }, orders_to_redact: [] };
    expect(await reading('customers/redact', nobody)).toMatchObject({ kind: 'ignored', why: 'nobody' });
  });

  it('ends the contract of somebody erased by the contract, and tells nobody of an attempt that names none', async () => {
    const contract = { id: 7, customer_id: null, status: 'cancelled', revision_id: '2' };
    expect(await reading('subscription_contracts/cancel', contract)).toMatchObject({
      commands: [{ customer: { aliases: ['contract:7'] }, event: { name: 'subscription_cancelled' } }],
    });
    const tried = { id: null, order_id: null, subscription_contract_id: null, idempotency_key: 'k', error_code: null };
    expect(await reading('subscription_billing_attempts/failure', tried)).toMatchObject({ kind: 'ignored', why: 'nobody' });
  });

  it('takes the name from one source only', async () => {
    const paid = {
      ...order,
      customer: { id: 2, first_name: '', last_name: null },
      billing_address: { first_name: 'Sade', last_name: null },
    };
    expect(await reading('orders/paid', paid)).toMatchObject({ commands: [{ customer: { id: '2', firstName: 'Sade' } }] });
  });

  it('reads an order whatever stands where nothing decides, and counts the time it cannot read', async () => {
    const odd = {
      line_items: {},
      payment_gateway_names: 'card',
      phone: 2_348_031_234,
      billing_address: [],
      name: {},
      processed_at: 'soon',
    };
    const told = await reading('orders/paid', { ...order, ...odd });
    expect(told).toMatchObject({
      commands: [{ customer: { phone: '2348031234' }, event: { properties: { amount: 1000 } }, unread: ['occurredAt'] }],
    });
    expect(told).not.toHaveProperty('commands.0.event.properties.quantity');
    for (const wrong of [{ total_price: {} }, { total_price: '' }, { currency: 5 }, { customer: 'q' }, { id: {} }])
      expect(await reading('orders/paid', { ...order, ...wrong }), JSON.stringify(wrong)).toMatchObject({ kind: 'unreadable' });
  });

  it.each([
    ['by the day it was paid, where it was placed days before', '2026-03-14T09:00:00Z', '2026-03-18T12:00:00.000Z'],
    ['by the moment it was placed, where it was paid at once', '2026-03-18T11:59:00Z', '2026-03-18T11:59:00.000Z'],
  ])('dates an order %s', async (_how, created_at, occurredAt) => {
    const paid = { ...order, processed_at: created_at, created_at, updated_at: '2026-03-18T12:00:00Z' };
    expect(await reading('orders/paid', paid)).toMatchObject({ commands: [{ event: { occurredAt } }] });
  });

  it('leaves its own day to an order that was brought in from another shop', async () => {
    const times = { processed_at: '2024-01-02T10:00:00Z', created_at: '2026-03-14T09:00:00Z', updated_at: '2026-03-18T12:00:00Z' };
    expect(await reading('orders/paid', { ...order, ...times })).toMatchObject({
      commands: [{ event: { occurredAt: '2024-01-02T10:00:00.000Z' } }],
    });
  });

  it('tells of nothing that cost nothing', async () => {
    const transaction = { id: 3, order_id: 1, kind: 'sale', status: 'failure', amount: '0.00', currency: 'USD' };
    const refund = { id: 4, order_id: 1, transactions: [{ kind: 'refund', status: 'success', amount: '0.00', currency: 'USD' }] };
    expect(await reading('orders/paid', { ...order, total_price: '0.00' })).toMatchObject({ kind: 'read', commands: [] });
    expect(await reading('order_transactions/create', transaction)).toMatchObject({ kind: 'read', commands: [] });
    expect(await reading('refunds/create', refund)).toMatchObject({ kind: 'read', commands: [] });
  });

  it('rounds what a shop computed in a currency that has no such fraction', async () => {
    const told = await reading('orders/paid', { ...order, currency: 'UGX', total_price: '15000.75' });
    expect(told).toMatchObject({ commands: [{ event: { properties: { amount: 15001 } } }] });
  });

  it("takes the admin's test notification for a test by either header", async () => {
    const made = { id: 5, email: 'q@example.com', state: 'disabled', created_at: null, updated_at: null };
    for (const header of ['x-shopify-test', 'shopify-test'])
      expect(await reading('customers/create', made, { [header]: 'true' })).toMatchObject({ kind: 'read', mode: 'test' });
    expect(await reading('customers/create', made)).toMatchObject({ kind: 'read', mode: 'live' });
  });
});
