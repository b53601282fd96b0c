import { describe, expect, it } from 'vitest';

import { paystack } from './provider.ts';

const become = (webhook: { readonly event: string }) => paystack.events[webhook.event]?.(webhook) ?? [];
const customer = { customer_code: 'CUS_q', email: 'quirk@example.com', first_name: null, last_name: '', phone: '' };
const charge = (data: object) => ({
  event: 'charge.success',
  data: { reference: 'r', amount: 100, currency: 'NGN', customer, plan: {}, paid_at: '2026-01-01T00:00:00Z', ...data },
});

describe('paystack', () => {
  it('reads a charge whatever its metadata and plan hold', () => {
    for (const odd of [0, '', null, '{"a":1}', { custom_fields: [] }, 'PLN_code']) {
      expect(become(charge({ metadata: odd, plan: odd })), JSON.stringify(odd)).toHaveLength(1);
    }
  });

  it('counts hundredths of the franc CFA, which has none', () => {
    expect(become(charge({ amount: 150_000, currency: 'XOF' }))).toMatchObject([{ event: { properties: { amount: 1500 } } }]);
  });

  it('calls half a franc unreadable rather than rounding money', () => {
    expect(() => become(charge({ amount: 150_050, currency: 'XOF' }))).toThrow(RangeError);
  });

  it('tells two equal partial refunds of one payment apart by their bytes', () => {
    const refund = (reference: string | null) => ({
      event: 'refund.processed',
      data: { transaction_reference: 't', refund_reference: reference, status: 'processed' },
    });
    const id = (payload: unknown) => paystack.identify({ headers: {}, body: Buffer.from(JSON.stringify(payload)) }, payload).id;
    expect(id(refund('1'))).not.toBe(id(refund('2')));
    expect(id(refund(null))).toBe(id(refund(null)));
  });
});
