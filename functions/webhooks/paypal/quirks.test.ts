import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { identityOf } from '../../../shared/webhook/read.ts';
import { paypal } from './provider.ts';

const event = (type: string, resource: object) => ({ id: 'i', event_type: type, create_time: '2026-03-14T09:26:53Z', resource });
const become = (type: string, resource: object) => paypal.events[type]?.(event(type, resource)) ?? [];

describe('paypal', () => {
  it('tells the sandbox by its links, and by the host of the certificate only if the config says so', () => {
    const mode = (payload: object, settings: object = {}) => {
      const request = { headers: { 'paypal-cert-url': 'https://api.sandbox.paypal.com/v1' }, body: Buffer.from('') };
      return identityOf({ id: 'i', event_type: 't', ...payload }, { provider: paypal, request, settings: { ...settings } }).mode;
    };
    const links = [{ rel: 'self', href: 'https://api.sandbox.paypal.com/v1/notifications' }];
    expect([mode({ links }), mode({ resource: { links } }), mode({ links: {} })]).toEqual(['test', 'test', 'live']);
    expect([mode({}, { testHeader: true }), mode({}, { testHeader: false })]).toEqual(['test', 'live']);
  });

  it.each([
    ['a payer', { payer: { payer_id: 'P', email_address: 'q@example.com' } }, { id: 'P', email: 'q@example.com', aliases: ['O'] }],
    ['a source of payment', { payment_source: { venmo: { email_address: 'q@example.com' } } }, { id: 'O', email: 'q@example.com' }],
    [
      'both',
      { payer: { payer_id: 'P' }, payment_source: { paypal: { account_id: 'A', name: 'Ada Obi' } } },
      { id: 'P', aliases: ['A', 'O'], name: 'Ada Obi' },
    ],
    [
      'the delivery',
      { purchase_units: [{ shipping: { email_address: 'q@example.com', name: { full_name: 'Ada Obi' } } }] },
      { name: 'Ada Obi' },
    ],
    [
      'odd forms',
      { payer: { payer_id: 'P', name: [], phone: { phone_number: '0803' } }, payment_source: 'card' },
      { id: 'P', phone: '0803' },
    ],
    [
      'a phone in parts',
      { payer: { payer_id: 'P', phone: { phone_number: { country_code: '234', national_number: '803' } } } },
      { phone: '+234803' },
    ],
  ])('finds the person of an order in %s', (_where, over, who) => {
    expect(become('CHECKOUT.ORDER.APPROVED', { id: 'O', ...over })).toMatchObject([{ type: 'upsert-customer', customer: who }]);
  });

  it('tells an approval that came to nothing by either name of its order', () => {
    for (const resource of [{ order_id: 'O' }, { id: 'O', purchase_units: [{ amount: { value: '5', currency_code: 'EUR' } }] }])
      expect(become('CHECKOUT.PAYMENT-APPROVAL.REVERSED', resource)).toMatchObject([
        { customer: { id: 'O' }, event: { name: 'payment_failed' }, occasion: 'order:O:reversed' },
      ]);
    expect(() => become('CHECKOUT.PAYMENT-APPROVAL.REVERSED', {})).toThrow(/./);
  });

  it('tells of nothing that cost nothing, and a free subscription without an amount', () => {
    const amount = { value: '0.00', currency_code: 'USD' };
    for (const type of ['PAYMENT.CAPTURE.COMPLETED', 'PAYMENT.CAPTURE.DENIED', 'PAYMENT.CAPTURE.REFUNDED', 'PAYMENT.CAPTURE.REVERSED'])
      expect(become(type, { id: 'C', amount }), type).toEqual([]);
    for (const type of ['PAYMENT.SALE.COMPLETED', 'PAYMENT.SALE.REFUNDED'])
      expect(become(type, { id: 'C', sale_id: 'S', amount: { total: '0.00', currency: 'USD' } }), type).toEqual([]);
    const [started] = commandsOf(become('BILLING.SUBSCRIPTION.ACTIVATED', { id: 'I', billing_info: { last_payment: { amount } } }));
    expect(started).toMatchObject({ event: { name: 'subscription_started', properties: { reference: 'I' } } });
    expect(JSON.stringify(started)).not.toContain('amount');
  });

  it('reads a capture whatever stands where nothing decides, and refuses it where something does', () => {
    const good = { id: 'C', amount: { value: 12.5, currency_code: 'USD' }, invoice_id: 77, status_details: [], supplementary_data: 'none' };
    expect(become('PAYMENT.CAPTURE.COMPLETED', good)).toMatchObject([{ event: { properties: { amount: 1250, reference: '77' } } }]);
    for (const wrong of [
      { id: null },
      { amount: '12.50' },
      { amount: { value: {}, currency_code: 'USD' } },
      { amount: { value: '12.505', currency_code: 'USD' } },
    ])
      expect(() => become('PAYMENT.CAPTURE.COMPLETED', { ...good, ...wrong }), JSON.stringify(wrong)).toThrow(/./);
  });

  it.each([
    ['its related ids', { supplementary_data: { related_ids: { order_id: 'O' } } }],
    ['a link', { links: [{ rel: 'up', href: 'https://api.paypal.com/v2/checkout/orders/O' }] }],
    ['the older word', { parent_payment: 'O' }],
  ])('finds the order of a capture in %s', (_where, over) => {
    const capture = { id: 'C', amount: { total: '4.00', currency: 'USD' }, ...over };
    expect(become('PAYMENT.CAPTURE.COMPLETED', capture)).toMatchObject([
      { customer: { id: 'O', aliases: ['C'] }, event: { properties: { amount: 400 } } },
    ]);
  });

  it('finds the capture of a refund among its links', () => {
    const up = (path: string) => ({ rel: 'up', href: `https://api.paypal.com/v2/${path}` });
    const refund = { id: 'R', amount: { value: '1.00', currency_code: 'USD' } };
    for (const over of [{ links: [up('checkout/orders/O'), up('payments/captures/C/')] }, { capture_id: 'C' }])
      expect(become('PAYMENT.CAPTURE.REFUNDED', { ...refund, ...over })).toMatchObject([{ customer: { id: 'C' } }]);
  });

  it('takes a subscription that goes on after a pause for no start', () => {
    const active = { id: 'I', status: 'ACTIVE', status_update_time: '2026-03-14T09:26:53Z' };
    const nameOf = (create_time: string) => become('BILLING.SUBSCRIPTION.ACTIVATED', { ...active, create_time });
    expect(nameOf('2026-03-14T09:20:00Z')).toMatchObject([{ event: { name: 'subscription_started' } }]);
    expect(nameOf('2025-11-02T09:20:00Z')).toMatchObject([{ event: { name: 'subscription_changed', properties: { status: 'active' } } }]);
  });

  it('tells a subscription’s failed payment whatever its bills hold', () => {
    for (const billing_info of [[], null, { last_failed_payment: [] }, { last_failed_payment: { amount: {} } }])
      expect(become('BILLING.SUBSCRIPTION.PAYMENT.FAILED', { id: 'I', billing_info })).toMatchObject([
        { event: { name: 'payment_failed' } },
      ]);
  });
});
