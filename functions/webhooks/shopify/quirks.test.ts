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

  it('knows a redelivery by its signed bytes, whatever delivery id stands in the header', async () => {
    const [first, again] = ['a', 'b'].map((id) => reading('orders/paid', order, { 'x-shopify-webhook-id': id }));
    expect((await first)?.id).toBe((await again)?.id);
  });

  it.each([
    ['customers/delete', { id: 1, email: 'q@example.com', state: 'enabled' }],
    ['customers/create', order],
    ['orders/paid', { ...order, abandoned_checkout_url: 'https://example.com/recover' }],
    ['orders/paid', { ...order, financial_status: 'pending' }],
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
    for (const other of [{ status: 'success' }, { status: 'pending' }, { kind: 'refund' }, { kind: 'void' }])
      expect(await told(other), JSON.stringify(other)).toMatchObject({ kind: 'read', commands: [] });
  });

  it('erases nobody where the request names nobody', async () => {
    const nobody = { shop_id: 1, shop_domain: 's', customer: { id: null, phone: '+2348031114444' }, orders_to_redact: [] };
    expect(await reading('customers/redact', nobody)).toMatchObject({ kind: 'read', commands: [] });
  });

  it('takes the name from one source only', async () => {
    const paid = {
      ...order,
      customer: { id: 2, first_name: '', last_name: null },
      billing_address: { first_name: 'Sade', last_name: null },
    };
    expect(await reading('orders/paid', paid)).toMatchObject({ commands: [{ customer: { id: '2', firstName: 'Sade' } }] });
  });
});
