import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
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

  it('counts the first payment after a trial as the purchase, by the plan’s line or else by the term', () => {
    const trial = { id: 's', status: 'active', trial_end: 1_773_480_400, activated_at: 1_773_480_402, current_term_start: 1_773_480_402 };
    const invoice = { id: 'i', recurring: true, first_invoice: false };
    const name = (more: object, subscription: object = trial) =>
      become('payment_succeeded', { transaction, invoice: { ...invoice, ...more }, subscription });
    const plan = (date_from: number) => ({ line_items: [{ entity_type: 'plan', date_from }] });
    expect(name(plan(1_773_480_400))).toMatchObject([{ event: { name: 'purchase_completed' } }]);
    expect(name({})).toMatchObject([{ event: { name: 'purchase_completed' } }]);
    const later = { ...trial, current_term_start: 1_776_158_802, current_term_end: 1_778_750_802 };
    expect(name(plan(1_776_158_800), later)).toMatchObject([{ event: { name: 'subscription_renewed' } }]);
    expect(name({}, later)).toMatchObject([{ event: { name: 'subscription_renewed' } }]);
  });

  it('counts an invoice without a line of the plan as a purchase of its own, without a plan', () => {
    const invoice = { id: 'i', recurring: true, first_invoice: false };
    const line_items = [
      { description: 'Training', entity_type: 'adhoc' },
      { entity_type: 'addon', date_from: 1_774_000_000 },
    ];
    const subscription = { id: 's', status: 'active', plan_id: 'p', current_term_start: 1_773_480_400 };
    const [told] = commandsOf(become('payment_succeeded', { transaction, invoice: { ...invoice, line_items }, subscription }));
    expect(told).toMatchObject({ event: { name: 'purchase_completed', properties: { product: 'Training' } } });
    expect(told).not.toHaveProperty('event.properties.plan');
  });

  it('says nothing of a payment, a failure or a refund of nothing', () => {
    const free = { transaction: { ...transaction, amount: 0 } };
    for (const type of ['payment_succeeded', 'payment_failed', 'payment_refunded']) expect(become(type, free)).toEqual([]);
  });

  it('takes the end of a trial for near only while the trial goes on', () => {
    const ends = (subscription: object) =>
      become('subscription_trial_end_reminder', { subscription: { id: 's', status: 'in_trial', ...subscription } });
    expect(ends({ trial_end: 1_773_580_400 })).toMatchObject([{ event: { name: 'trial_ending' } }]);
    expect(ends({ trial_end: 1_773_480_400 })).toEqual([]);
    expect(ends({ trial_end: 1_773_580_400, status: 'active' })).toEqual([]);
  });

  it('finds who pays in the billing address and on the transaction', () => {
    const billing_address = { first_name: 'Quirk', email: 'quirk@example.com', country: 'NG' };
    expect(become('payment_succeeded', { transaction, customer: { id: 'c', billing_address } })).toMatchObject([
      { customer: { id: 'c', firstName: 'Quirk', email: 'quirk@example.com', country: 'NG' } },
    ]);
    expect(become('payment_succeeded', { transaction: { ...transaction, customer_id: 'c' }, customer: null })).toMatchObject([
      { customer: { id: 'c' } },
    ]);
    expect(become('payment_succeeded', { transaction, customer: null })).toBe('nobody');
  });

  it('loses no payment over a detail of another form', () => {
    const odd = {
      transaction: { ...transaction, amount: '900', payment_method: {} },
      subscription: 'none',
      invoice: { id: 7, line_items: 'none' },
    };
    expect(become('payment_succeeded', odd)).toMatchObject([{ event: { properties: { amount: 900, reference: '7' } } }]);
  });
});
