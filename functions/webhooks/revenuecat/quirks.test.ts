import { describe, expect, it } from 'vitest';

import { sharedSecret } from '../../../shared/webhook/shared-secret.ts';
import { revenuecat } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const ANONYMOUS = '$RCAnonymousID:1';
const happening = { event_timestamp_ms: 1_773_480_413_000, product_id: 'p', app_user_id: 'u1', currency: 'USD' };
const become = (type: string, over: object = {}) => revenuecat.events[type]?.({ event: { ...happening, ...over } }) ?? [];

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
    expect(become('RENEWAL', nobody)).toEqual([]);
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
});
