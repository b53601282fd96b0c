import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { paystack } from './provider.ts';

const told = (webhook: { readonly event: string; readonly data: object }) => paystack.events[webhook.event]?.(webhook) ?? [];
const become = (webhook: Parameters<typeof told>[0]) => commandsOf(told(webhook));
const customer = { customer_code: 'CUS_q', email: 'quirk@example.com', first_name: null, last_name: '', phone: '' };
const charge = (data: object) => ({
  event: 'charge.success',
  data: { reference: 'r', amount: 100, currency: 'NGN', customer, plan: {}, paid_at: '2026-01-01T00:00:00Z', ...data },
});
const identify = (payload: unknown) => paystack.identify({ headers: {}, body: Buffer.from(JSON.stringify(payload)) }, payload);

describe('a charge of paystack', () => {
  it('is read whatever its metadata and plan hold', () => {
    for (const odd of [0, '', null, '{"a":1}', { custom_fields: [] }, 'PLN_code', []]) {
      expect(become(charge({ metadata: odd, plan: odd, subaccount: odd, authorization: odd })), JSON.stringify(odd)).toHaveLength(1);
    }
  });

  it('counts hundredths of the franc CFA, which has none', () => {
    expect(become(charge({ amount: 150_000, currency: 'XOF' }))).toMatchObject([{ event: { properties: { amount: 1500 } } }]);
  });

  it('is unreadable where it has half a franc, no amount or no currency, rather than rounded or guessed', () => {
    expect(() => become(charge({ amount: 150_050, currency: 'XOF' }))).toThrow(RangeError);
    for (const odd of [{ amount: {} }, { amount: '' }, { amount: 'ten' }, { currency: null }, { customer: 'CUS_q' }])
      expect(() => become(charge(odd)), JSON.stringify(odd)).toThrow(/./);
  });

  it('does without a time it cannot read, and says so', () => {
    const [command] = become(charge({ paid_at: 'yesterday', channel: {}, customer: { ...customer, phone: 8_031_234_567 } }));
    expect(command).toMatchObject({ unread: ['occurredAt'], customer: { phone: '8031234567' } });
  });

  it('of nothing tells nothing', () => {
    for (const amount of [0, '0']) expect(told(charge({ amount }))).toEqual([]);
  });
});

describe('a terminal of paystack', () => {
  it.each(['pos_a1b2c3-zz@email.com', 'POS_A1B2C3@Email.com', 'x7k2lq9mw0@corner-vt.com'])('has %s made up: that is nobody', (email) => {
    expect(told(charge({ customer: { ...customer, email } }))).toBe('nobody');
    const refund = { transaction_reference: 'r', refund_reference: '1', amount: '100', currency: 'NGN', customer: { email } };
    expect(told({ event: 'refund.processed', data: refund })).toBe('nobody');
  });

  it('makes up addresses of the business at a virtual terminal only', () => {
    const eric = { customer: { ...customer, email: 'Eric@vermont-vt.com' } };
    expect(become(charge(eric))).toMatchObject([{ customer: { email: 'eric@vermont-vt.com' } }]);
    expect(told(charge({ ...eric, source: { type: 'offline', source: 'virtual_terminal' } }))).toBe('nobody');
  });
});

describe('an amount of paystack that decides nothing', () => {
  it.each(['', {}, '1,000', null])('is left out where it is %j', (amount) => {
    const invoice = {
      event: 'invoice.payment_failed',
      data: { invoice_code: 'INV_1', amount, customer, transaction: { currency: 'NGN' } },
    };
    const rejected = { event: 'bank.transfer.rejected', data: { bank_transfer: { transaction_id: 'b', amount }, customer } };
    const started = { event: 'subscription.create', data: { subscription_code: 'SUB_1', amount, customer, plan: { currency: 'NGN' } } };
    for (const webhook of [invoice, rejected, started]) expect(become(webhook)).toMatchObject([{ event: { properties: {} } }]);
  });
});

describe('a transfer of paystack', () => {
  const transfer = (event: string, data: object) => ({
    event,
    data: { amount: 100, currency: 'NGN', reference: 'r', reason: 'Bonus', recipient: { email: 'quirk@example.com' }, ...data },
  });

  it('says what it is for where it arrives, and of a failure only what the bank says', () => {
    expect(become(transfer('transfer.success', {}))).toMatchObject([{ event: { properties: { reason: 'Bonus' } } }]);
    expect(become(transfer('transfer.failed', {}))).not.toHaveProperty('0.event.properties.reason');
    expect(become(transfer('transfer.failed', { gateway_response: 'No such account' }))).toMatchObject([
      { event: { name: 'payout_failed', properties: { reason: 'No such account' } } },
    ]);
  });

  it('that comes back is dated by that, not by its sending', () => {
    const times = { transferred_at: '2026-03-20T09:00:00Z', updated_at: '2026-03-22T09:00:00Z' };
    expect(become(transfer('transfer.reversed', times))).toMatchObject([{ event: { occurredAt: '2026-03-22T09:00:00.000Z' } }]);
    expect(become(transfer('transfer.success', times))).toMatchObject([{ event: { occurredAt: '2026-03-20T09:00:00.000Z' } }]);
  });

  it('to whom nobody gave an address is nobody’s, and one of nothing is none', () => {
    expect(told(transfer('transfer.success', { recipient: { email: null, name: 'Quirk' } }))).toBe('nobody');
    expect(told(transfer('transfer.success', { amount: 0 }))).toEqual([]);
    expect(told({ event: 'charge.dispute.create', data: { id: 1, refund_amount: 0, currency: 'NGN', customer } })).toEqual([]);
  });
});

describe('a card of paystack that expires', () => {
  const card = { expiry_date: '12/2026', subscription: { subscription_code: 'SUB_1', amount: 100 }, customer };
  const expire = (data: object) => told({ event: 'subscription.expiring_cards', data });

  it('is told whatever stands beside it', () => {
    expect(expire([null, card])).toMatchObject({ commands: [{}], unreadable: [{ entry: null }] });
    expect(() => expire([{ ...card, subscription: null }])).toThrow(/./);
    expect(expire([])).toMatchObject({ commands: [] });
  });
});

describe('an event of paystack', () => {
  const refund = (data: object) => ({ event: 'refund.processed', data: { transaction_reference: 't', status: 'processed', ...data } });

  it('is known by its object, however the JSON is written', () => {
    expect(identify(charge({ status: 'success', retries: 1 })).id).toBe('charge.success:r:success');
    expect(identify(refund({ refund_reference: '1' })).id).not.toBe(identify(refund({ refund_reference: '2' })).id);
  });

  it('without a number of its own is told from the next by its bytes', () => {
    expect(identify(refund({ amount: '1' })).id).not.toBe(identify(refund({ amount: '2' })).id);
    expect(identify(refund({ amount: '1' })).id).toBe(identify(refund({ amount: '1' })).id);
  });

  it('that is left out may come without data', () => {
    expect(identify({ event: 'transfer.success' })).toMatchObject({ type: 'transfer.success', mode: 'live' });
  });

  it('of a paid payment request tells nothing: its charge does', () => {
    expect(paystack.events).not.toHaveProperty(['paymentrequest.success']);
  });

  it('that names nobody is nobody’s', () => {
    const failed = { invoice_code: 'INV_1', amount: 100, customer: null };
    expect(told(charge({ customer: [] }))).toBe('nobody');
    expect(told({ event: 'dedicatedaccount.assign.success', data: { customer: [], dedicated_account: [] } })).toBe('nobody');
    expect(told({ event: 'invoice.payment_failed', data: failed })).toBe('nobody');
    expect(told(charge({ customer: { ...customer, customer_code: null, email: '' } }))).toBe('nobody');
  });
});
