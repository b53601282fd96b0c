import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { identityOf } from '../../../shared/webhook/read.ts';
import { Unavailable } from '../../../shared/webhook/unavailable.ts';
import chain from './chain.json' with { type: 'json' };
import { paypal } from './provider.ts';
import { paypalSignature, PUBLIC_ROOTS } from './verify.ts';
import { type Check, verify } from '../../../shared/webhook/signature.ts';

const now = new Date('2030-01-01T00:00:00Z');
const file = chain.paypal.certificate + chain.issuer;

/** A signature scheme whose PayPal serves this file, and the URLs it was asked for. */
function scheme(served: string | undefined | Error, roots: readonly string[] = [chain.root]) {
  const asked: string[] = [];
  const fetch = async (url: string): Promise<string | undefined> => {
    asked.push(url);
    if (served instanceof Error) throw served;
    return served;
  };
  return { asked, signature: paypalSignature({ fetch, roots }) };
}

interface Unfit {
  readonly served: string | Error;
  readonly roots?: readonly string[];
  readonly at?: Date;
}

const check = (over: Partial<Check> = {}, headers: object = {}): Check => ({
  request: { headers: { ...chain.paypal.headers, ...headers }, body: Buffer.from(chain.body) },
  secrets: [PUBLIC_ROOTS],
  now,
  settings: { webhookId: chain.webhookId, tolerance: Infinity },
  ...over,
});

describe("paypal's certificate", () => {
  it('is trusted if it leads to a public root, and fetched once', async () => {
    const { signature, asked } = scheme(file);
    expect([await verify(signature, check()), await verify(signature, check())]).toEqual(['ok', 'ok']);
    expect(asked).toEqual([chain.paypal.headers['paypal-cert-url']]);
  });

  it('is not fetched from where it does not belong, nor before there is something to trust', async () => {
    const { signature, asked } = scheme(file);
    const places = [
      'http://api.paypal.com',
      'https://paypal.com.example.net',
      'https://x@example.net/.paypal.com',
      'https://api.paypal.com:8443',
      'https://evilpaypal.com',
    ];
    for (const place of places) {
      expect(await verify(signature, check({}, { 'paypal-cert-url': `${place}/v1/notifications/certs/CERT-1` })), place).toBe('malformed');
    }
    expect(await verify(signature, check({}, { 'paypal-cert-url': 'https://www.paypal.com/uploads/CERT-1' }))).toBe('malformed');
    expect(await verify(signature, check({ secrets: [] }))).toBe('mismatch');
    expect(asked).toEqual([]);
  });

  it.each([
    ['bears another name', { served: chain.impostor.certificate + chain.issuer }],
    ['leads to no root', { served: file, roots: [] }],
    ['comes without its issuer', { served: chain.paypal.certificate }],
    ['has run out', { served: file, at: new Date('2190-01-01T00:00:00Z') }],
    ['is none', { served: '<html>' }],
    ['is broken', { served: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }],
    ['does not come in time', { served: new Error('timed out') }],
  ])('that %s leaves the webhook with PayPal', async (_name, { served, roots, at = now }: Unfit) => {
    await expect(verify(scheme(served, roots).signature, check({ now: at }))).rejects.toThrow(Unavailable);
  });

  it('that PayPal does not know refuses the webhook', async () => {
    expect(await verify(scheme(undefined).signature, check())).toBe('mismatch');
  });

  it('may have its issuer in the list of secrets', async () => {
    const { signature } = scheme(chain.paypal.certificate, []);
    expect(await verify(signature, check({ secrets: [PUBLIC_ROOTS, chain.issuer] }))).toBe('ok');
  });

  it('signs for no other webhook, body, algorithm or key', async () => {
    const { signature } = scheme(file);
    expect(await verify(signature, check({ settings: { webhookId: 'ANOTHER' } }))).toBe('mismatch');
    expect(await verify(signature, check({ settings: {} }))).toBe('malformed');
    expect(await verify(signature, check({}, { 'paypal-auth-algo': 'SHA1withRSA' }))).toBe('malformed');
    expect(await verify(signature, check({}, chain.impostor.headers))).toBe('mismatch');
    expect(await verify(signature, check({ secrets: ['no PEM', '-----BEGIN PUBLIC KEY-----\nAAAA'] }))).toBe('mismatch');
  });
});

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
});
