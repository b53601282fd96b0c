import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { configured } from '../../../shared/webhook/selection.ts';
import { stripe } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const happened = (type: string, object: object, before?: object) => ({
  id: 'evt_q',
  type,
  created: 1_773_100_123,
  data: { object, ...(before && { previous_attributes: before }) },
});
const become = (webhook: ReturnType<typeof happened>) => commandsOf(stripe.events[webhook.type]?.(webhook) ?? []);
const session = (object: object) =>
  happened('checkout.session.completed', { id: 'cs_q', mode: 'payment', payment_status: 'paid', customer: 'cus_q', ...object });
const invoice = (object: object) =>
  happened('invoice.paid', { id: 'in_q', customer: 'cus_q', amount_paid: 2000, amount_due: 2000, currency: 'usd', ...object });
const charge = (object: object, before?: object) =>
  happened('charge.refunded', { id: 'ch_q', currency: 'usd', customer: 'cus_q', ...object }, before);
const item = (object: object) => ({ price: { id: 'price_q', unit_amount: 500, currency: 'usd' }, quantity: 1, ...object });
const subscription = (object: object, before?: object) =>
  happened(
    'customer.subscription.updated',
    { id: 'sub_q', status: 'active', customer: 'cus_q', items: { data: [item({})] }, ...object },
    before,
  );
const named = (name: string, properties: object = {}) => [{ event: { name, properties } }];

describe('stripe', () => {
  it('gives a second partial refund its own amount, not the sum of both', () => {
    for (const refunded of [
      [6500, 4000],
      ['6500', '4000'],
    ])
      expect(become(charge({ amount_refunded: refunded[0] }, { amount_refunded: refunded[1] }))).toMatchObject(
        named('refund_issued', { amount: 2500 }),
      );
  });

  it('calls an authorization that was let go no refund', () => {
    expect(become(charge({ amount_refunded: 6500, captured: false }, { amount_refunded: 0 }))).toEqual([]);
    expect(become(charge({ amount_refunded: 6500, captured: true }, { amount_refunded: 0, captured: false }))).toEqual([]);
  });

  it.each([
    ['jpy', 4980, 4980],
    ['mga', 4980, 498_000],
    ['ugx', 5_500_000, 55_000],
    ['isk', 120_000, 1200],
    ['kwd', 7250, 7250],
    ['xof', 6000, 6000],
  ])('reads an amount in %s as Stripe counts it and gives it as ISO does', (currency, amount, minor) => {
    const properties = { amount: minor, currency: currency.toUpperCase() };
    expect(become(session({ amount_total: amount, currency }))).toMatchObject(named('purchase_completed', properties));
  });

  it('leaves a checkout to its invoice, even one that is still to be made', () => {
    const paid = { amount_total: 100, currency: 'usd' };
    expect(become(session({ ...paid, invoice: null, invoice_creation: { enabled: false } }))).toHaveLength(1);
    expect(become(session({ ...paid, invoice: null, invoice_creation: { enabled: true } }))).toEqual([]);
    expect(become(session({ ...paid, invoice: 'in_q' }))).toEqual([]);
    expect(become(session({ ...paid, mode: 'subscription' }))).toEqual([]);
  });

  it('tells the first invoice of a subscription from a renewal, and a free trial from both', () => {
    expect(become(invoice({ billing_reason: 'subscription_create' }))).toMatchObject(named('purchase_completed'));
    expect(become(invoice({ billing_reason: 'subscription_cycle' }))).toMatchObject(named('subscription_renewed'));
    expect(become(invoice({ billing_reason: 'subscription_create', amount_paid: 0 }))).toEqual([]);
  });

  it('finds the subscription of an invoice where it stood before basil and where it stands since', () => {
    const renewal = { billing_reason: 'subscription_cycle' };
    const since = { parent: { subscription_details: { subscription: 'sub_new' } } };
    expect(become(invoice({ ...renewal, subscription: 'sub_old' }))).toMatchObject(named('subscription_renewed', { reference: 'sub_old' }));
    expect(become(invoice({ ...renewal, ...since }))).toMatchObject(named('subscription_renewed', { reference: 'sub_new' }));
  });

  it('does not take the new period of a renewal for a change of plan', () => {
    const items = (object: object) => ({ items: { data: [item(object)] } });
    expect(become(subscription(items({ current_period_end: 2 }), items({ current_period_end: 1 })))).toEqual([]);
    expect(become(subscription(items({ quantity: 3 }), items({ quantity: 1 })))).toMatchObject(
      named('subscription_changed', { amount: 1500 }),
    );
  });

  it('tells a cancellation once: when it is announced, else when it ends', () => {
    const announced = { cancel_at: 1_781_062_800, cancel_at_period_end: true };
    const ended = (object: object) =>
      happened('customer.subscription.deleted', { ...subscription(object).data.object, status: 'canceled' });
    const before = { cancel_at: null, cancel_at_period_end: false };
    expect(become(subscription(announced, before))).toMatchObject(named('subscription_cancelled', { endsAt: '2026-06-10T03:40:00.000Z' }));
    expect(become(ended(announced))).toMatchObject(named('subscription_changed', { status: 'canceled' }));
    expect(become(ended({}))).toMatchObject(named('subscription_cancelled'));
  });

  it('leaves pausing and resuming to the events named for them', () => {
    expect(become(subscription({ status: 'paused' }, { status: 'trialing' }))).toEqual([]);
    expect(become(subscription({}, { status: 'paused' }))).toEqual([]);
    expect(become(subscription({ pause_collection: { behavior: 'void' } }, { pause_collection: null }))).toMatchObject(
      named('subscription_changed', { status: 'paused' }),
    );
  });

  it('gives no amount for items in two currencies or metered ones', () => {
    const euro = item({ price: { id: 'price_e', unit_amount: 500, currency: 'eur' } });
    for (const odd of [euro, item({ quantity: null }), item({ price: { id: 'price_t', unit_amount: null, currency: 'usd' } })]) {
      const [command] = become(subscription({ items: { data: [item({}), odd] } }, { status: 'trialing' }));
      expect(command).toHaveProperty('event.properties.plan');
      expect(command).not.toHaveProperty('event.properties.amount');
    }
  });

  it('says of an event of a connected account that its customer is another merchant’s', () => {
    const identify = (more: object) =>
      stripe.identify({ headers: {}, body: Buffer.alloc(0) }, { id: 'evt_q', type: 'invoice.paid', ...more });
    expect(identify({ account: 'acct_q' })).toMatchObject({ foreign: true });
    expect(identify({ account: null })).not.toHaveProperty('foreign');
  });

  it('takes the end of a trial for near only while the trial goes on', () => {
    const ending = (object: object) =>
      become({ ...subscription({ status: 'trialing', ...object }), type: 'customer.subscription.trial_will_end' });
    expect(ending({ trial_end: 1_773_300_000 })).toMatchObject(named('trial_ending', { reference: expect.any(String) }));
    expect(ending({ trial_end: 1_773_100_123 })).toEqual([]);
    expect(ending({ trial_end: 1_773_300_000, status: 'active' })).toEqual([]);
  });

  it('says nothing of a renewal, a failure or a checkout of nothing', () => {
    const nothing = { amount_paid: 0, amount_due: 0 };
    expect(become(invoice({ ...nothing, billing_reason: 'subscription_cycle' }))).toEqual([]);
    expect(become({ ...invoice(nothing), type: 'invoice.payment_failed' })).toEqual([]);
    expect(become(session({ amount_total: 0, currency: 'usd' }))).toEqual([]);
  });

  it('starts a free subscription without an amount', () => {
    const free = {
      ...subscription({ items: { data: [item({ price: { id: 'price_q', unit_amount: 0, currency: 'usd' } })] } }),
      type: 'customer.subscription.created',
    };
    expect(become(free)).toMatchObject(named('subscription_started', { plan: 'price_q' }));
    expect(become(free)).not.toHaveProperty('0.event.properties.amount');
  });

  it('reads objects that the account has expanded where ids are usual', () => {
    const customer = { id: 'cus_q', object: 'customer', email: 'Quirk@Example.com', name: 'Quirk' };
    const expanded = invoice({ customer, billing_reason: 'subscription_cycle', subscription: { id: 'sub_q', object: 'subscription' } });
    expect(become(expanded)).toMatchObject([
      { customer: { id: 'cus_q', email: 'quirk@example.com', name: 'Quirk' }, event: { properties: { reference: 'sub_q' } } },
    ]);
    expect(become(session({ customer, payment_intent: { id: 'pi_q' } }))).toMatchObject(named('purchase_completed', { reference: 'pi_q' }));
  });

  const intent = (type: string, object: object) =>
    happened(`payment_intent.${type}`, { id: 'pi_q', amount: 2000, currency: 'usd', customer: 'cus_q', ...object });

  it('finds the guest of an intent on its charge, where API versions of before 2022-11-15 have it', () => {
    const charges = { data: [{ billing_details: { email: 'Quirk@example.com' }, payment_method_details: { type: 'card_present' } }] };
    const guest = intent('succeeded', { customer: null, receipt_email: null, amount_received: 1500, charges });
    expect(become(guest)).toMatchObject([{ customer: { email: 'quirk@example.com' } }]);
    expect(become(guest)).toMatchObject(named('purchase_completed', { amount: 1500, reference: 'pi_q', paymentMethod: 'card_present' }));
    expect(stripe.events[guest.type]?.(intent('succeeded', { customer: null }))).toBe('nobody');
  });

  it('gives the page or voucher of what a customer must do, and is silent on what Stripe.js asks at once', () => {
    const asked = (next_action: object) => become(intent('requires_action', { next_action }));
    const voucher = { hosted_voucher_url: 'https://payments.stripe.com/boleto/voucher/q' };
    expect(asked({ type: 'boleto_display_details', boleto_display_details: voucher })).toMatchObject(
      named('payment_action_required', { url: voucher.hosted_voucher_url }),
    );
    expect(
      asked({ type: 'redirect_to_url', redirect_to_url: { url: 'https://hooks.stripe.com/q', return_url: 'https://q' } }),
    ).toMatchObject(named('payment_action_required', { url: 'https://hooks.stripe.com/q' }));
    expect(asked({ type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect' } })).toEqual([]);
  });

  it('tells each purchase by one family, and an abandoned checkout whichever it is', () => {
    const typesOf = (choice?: string) => Object.keys(configured(stripe, { name: 'stripe', selection: choice ? { choice } : {} }).events);
    const tells = (choice?: string) =>
      ['checkout.session.completed', 'checkout.session.expired', 'invoice.paid', 'payment_intent.succeeded'].filter((type) =>
        typesOf(choice).includes(type),
      );
    expect(tells()).toEqual(['checkout.session.completed', 'checkout.session.expired', 'invoice.paid']);
    expect(tells('checkout')).toEqual(tells());
    expect(tells('invoices')).toEqual(['checkout.session.expired', 'invoice.paid']);
    expect(tells('payment-intents')).toEqual(['checkout.session.expired', 'payment_intent.succeeded']);
  });

  it('knows a payer that is an Account by its id', () => {
    expect(become(invoice({ customer: null, customer_account: 'acct_q' }))).toMatchObject([{ customer: { id: 'acct_q' } }]);
    expect(become(invoice({ customer_account: 'acct_q' }))).toMatchObject([{ customer: { id: 'cus_q', aliases: ['acct_q'] } }]);
  });

  it('loses no payment over a detail of another form', () => {
    const odd = { customer_name: { first: 'Q' }, customer_phone: 2_348_031_234_567, lines: 'none', parent: [], customer_address: '' };
    expect(become(invoice(odd))).toMatchObject([
      { customer: { id: 'cus_q', phone: '2348031234567' }, event: { name: 'purchase_completed' } },
    ]);
    expect(() => become(invoice({ amount_paid: {} }))).toThrow();
  });

  it('has nobody to tell of a sale that names none', () => {
    const sale = charge({ customer: null, amount_refunded: 500 });
    expect(stripe.events[sale.type]?.(sale)).toBe('nobody');
    const nobodys = subscription({ customer: null }, { status: 'trialing' });
    expect(stripe.events[nobodys.type]?.(nobodys)).toBe('nobody');
  });

  it('tells two failed attempts of an invoice apart', () => {
    const failed = { ...invoice({}), type: 'invoice.payment_failed' };
    const [first, second] = [become(failed), become({ ...failed, created: failed.created + 86_400 })];
    expect(first).not.toMatchObject([{ occasion: second[0] && 'occasion' in second[0] ? second[0].occasion : '' }]);
  });

  it('keeps the refund of a guest behind their payment, whatever address the charge names', () => {
    const refund = charge({ customer: null, amount_refunded: 500, receipt_email: 'other@example.com', payment_intent: 'pi_guest' });
    expect(become(refund).map((command) => stripe.thread?.(command, refund))).toEqual(['pi_guest']);
  });

  it('ignores thin events, which hold no data', () => {
    const thin = { id: 'evt_thin', object: 'v2.core.event', type: 'v2.core.account.created', livemode: false };
    const identity = stripe.identify({ headers: {}, body: Buffer.alloc(0) }, thin);
    expect(identity).toEqual({ type: 'v2.core.account.created', id: 'evt_thin', mode: 'test' });
    expect(stripe.events).not.toHaveProperty([identity.type]);
  });

  it.each([
    ['two digests, the second right', (right: string) => right.replace(',', `,v1=${'0'.repeat(64)},`), 'ok'],
    ['only the test scheme', (right: string) => right.replace('v1=', 'v0='), 'malformed'],
  ])('judges a header with %s', async (_case, header, verdict) => {
    const now = new Date('2026-03-10T00:00:00Z');
    const body = Buffer.from('{}');
    const right = stripe.signature.sign({ body, secret: 'whsec_q', now, id: '' })['stripe-signature'] ?? '';
    const request = { headers: { 'stripe-signature': header(right) }, body };
    expect(await verify(stripe.signature, { request, secrets: ['whsec_q'], now })).toBe(verdict);
  });
});
