import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { sharedSecret } from '../../../shared/webhook/shared-secret.ts';
import { revenuecat } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const ANONYMOUS = '$RCAnonymousID:1';
const happening = { id: 'e1', event_timestamp_ms: 1_773_480_413_000, product_id: 'p', app_user_id: 'u1', currency: 'USD' };
const tell = (type: string, over: object = {}) => revenuecat.events[type]?.({ event: { ...happening, ...over } }) ?? [];
const become = (type: string, over: object = {}) => commandsOf(tell(type, over));

describe('revenuecat', () => {
  it('accepts the fixed header of integrations that are not signed', async () => {
    const [body, now] = [Buffer.from('{}'), new Date('2026-01-01T00:00:00Z')];
    const headers = sharedSecret({ header: 'authorization' }).sign({ body, secret: 'Bearer rc', now, id: '' });
    const check = (secrets: readonly string[]) => verify(revenuecat.signature, { request: { headers, body }, secrets, now });
    expect([await check(['Bearer rc']), await check(['rc']), await check([])]).toEqual(['ok', 'mismatch', 'mismatch']);
  });

  it('prefers the id of the app to the anonymous one, wherever it stands', () => {
    const ids = { app_user_id: ANONYMOUS, original_app_user_id: ANONYMOUS, aliases: [ANONYMOUS, 'u1'] };
    expect(become('RENEWAL', ids)).toMatchObject([{ customer: { id: 'u1', aliases: [ANONYMOUS] } }]);
  });

  it('says nothing of a buyer whom nothing names', () => {
    const nobody = { app_user_id: ANONYMOUS, aliases: [] };
    expect(tell('RENEWAL', nobody)).toBe('nobody');
    expect(become('RENEWAL', { ...nobody, subscriber_attributes: { $email: { value: 'quirk@example.com' } } })).toHaveLength(1);
  });

  it('rounds floats to the currency and tells refunds as positive', () => {
    const price = { price_in_purchased_currency: -25.487, currency: 'CAD', cancel_reason: 'CUSTOMER_SUPPORT' };
    expect(become('CANCELLATION', price)).toMatchObject([{ event: { name: 'refund_issued', properties: { amount: 2549 } } }]);
  });

  it('tells of a purchase whose price is unknown, not of one granted for nothing', () => {
    expect(become('NON_RENEWING_PURCHASE', { price_in_purchased_currency: null })).toHaveLength(1);
    expect(become('NON_RENEWING_PURCHASE', { price_in_purchased_currency: 0 })).toEqual([]);
  });

  it('takes odd attributes of the app for missing', () => {
    expect(become('RENEWAL', { subscriber_attributes: { $email: 'text', $phoneNumber: { value: 7 } } })).toHaveLength(1);
  });

  it('tells nothing of a period that cost nothing, and the start of one without an amount', () => {
    for (const free of [0, -0, '0.00']) {
      const price = { price_in_purchased_currency: free };
      expect(become('RENEWAL', price)).toEqual([]);
      expect(become('RENEWAL', { ...price, is_trial_conversion: true })).toEqual([]);
      expect(become('INITIAL_PURCHASE', price)).toMatchObject([{ event: { properties: { plan: 'p' } } }]);
    }
  });

  it('tells no purchase of what the team granted or of a trial, whose price may be unknown', () => {
    for (const granted of [{ period_type: 'PROMOTIONAL' }, { store: 'PROMOTIONAL' }, { period_type: 'TRIAL' }])
      for (const type of ['NON_RENEWING_PURCHASE', 'RENEWAL'])
        expect(become(type, { ...granted, price_in_purchased_currency: null })).toEqual([]);
  });

  it('tells a failure whose price RevenueCat does not know, which is its 0', () => {
    expect(become('BILLING_ISSUE', { price_in_purchased_currency: 0 })).toMatchObject([{ event: { name: 'payment_failed' } }]);
  });

  it('gives nothing back for a trial, whatever its price says', () => {
    for (const over of [{ period_type: 'TRIAL' }, { price_in_purchased_currency: 0 }])
      expect(become('CANCELLATION', { cancel_reason: 'CUSTOMER_SUPPORT', ...over })).toMatchObject([
        { event: { name: 'subscription_cancelled', properties: { reason: 'customer support' } } },
      ]);
  });

  it('reads a price as text and in exponent form, and calls any other unreadable', () => {
    const of = (price: unknown) => become('NON_RENEWING_PURCHASE', { price_in_purchased_currency: price });
    for (const price of ['1500.00', 1.5e3, '1.5E3']) expect(of(price)).toMatchObject([{ event: { properties: { amount: 150_000 } } }]);
    for (const price of ['free', '', [5], {}]) expect(() => of(price), JSON.stringify(price)).toThrow(/./);
  });

  it('loses no event over a detail', () => {
    const odd = {
      product_id: null,
      transaction_id: { id: 1 },
      expiration_at_ms: 'soon',
      store: 7,
      aliases: 'u2',
      subscriber_attributes: [],
    };
    expect(become('RENEWAL', odd)).toMatchObject([{ customer: { id: 'u1' }, unread: ['endsAt'] }]);
    expect(become('RENEWAL', { event_timestamp_ms: undefined })).toHaveLength(1);
  });

  it('calls sandbox events test, however they are written', () => {
    const modeOf = (environment: unknown) =>
      revenuecat.identify({ headers: {}, body: Buffer.from('') }, { event: { id: 'e1', type: 'RENEWAL', environment } }).mode;
    expect(['SANDBOX', 'Sandbox', 'PRODUCTION', null, 7].map(modeOf)).toEqual(['test', 'test', 'live', 'live', 'live']);
    const inTestStore = { event: { id: 'e1', type: 'RENEWAL', environment: 'PRODUCTION', store: 'TEST_STORE' } };
    expect(revenuecat.identify({ headers: {}, body: Buffer.from('') }, inTestStore).mode).toBe('test');
  });
});
