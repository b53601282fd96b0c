import { describe, expect, it } from 'vitest';

import { chargebee } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const become = (type: string, content: object) =>
  chargebee.events[type]?.({ occurred_at: 1_773_480_400, content: { customer: { id: 'c' }, ...content } }) ?? [];
const transaction = { id: 't', amount: 900, currency_code: 'USD' };

describe('chargebee', () => {
  it('takes the secret as user and password', async () => {
    const [body, now] = [Buffer.from('{}'), new Date()];
    const check = (authorization: string, secret: string) =>
      verify(chargebee.signature, { request: { headers: { authorization }, body }, secrets: [secret], now });
    const right = `Basic ${Buffer.from('bunce:pass:word').toString('base64')}`;
    expect([await check(right, 'bunce:pass:word'), await check(right, 'bunce:pass'), await check('Bearer bunce', 'bunce')]).toEqual([
      'ok',
      'mismatch',
      'malformed',
    ]);
  });

  it('finds the plan in both product catalogs', () => {
    const of = (subscription: object) =>
      become('subscription_changed', { subscription: { id: 's', status: 'non_renewing', ...subscription } });
    const items = [
      { item_price_id: 'addon', item_type: 'addon' },
      { item_price_id: 'two', item_type: 'plan', amount: 900 },
    ];
    expect(of({ plan_id: 'one' })).toMatchObject([{ event: { properties: { plan: 'one', status: 'non renewing' } } }]);
    expect(of({ subscription_items: items, currency_code: 'EUR' })).toMatchObject([
      { event: { properties: { plan: 'two', amount: 900 } } },
    ]);
  });

  it('tells of a payment that settles no invoice', () => {
    expect(become('payment_succeeded', { transaction })).toMatchObject([
      { customer: { id: 'c' }, event: { name: 'purchase_completed', properties: { reference: 't', amount: 900 } } },
    ]);
  });

  it('counts a first invoice as the purchase and later ones as renewals', () => {
    const name = (invoice: object) => become('payment_succeeded', { transaction, invoice: { id: 'i', ...invoice } });
    expect(name({ recurring: true, first_invoice: false })).toMatchObject([{ event: { name: 'subscription_renewed' } }]);
    expect(name({ recurring: true })).toMatchObject([{ event: { name: 'purchase_completed' } }]);
  });
});
