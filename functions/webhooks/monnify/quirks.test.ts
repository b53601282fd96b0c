import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { lagos } from './lagos.ts';
import { monnify } from './provider.ts';

const payment = {
  transactionReference: 'T|1',
  paymentReference: 'P',
  amountPaid: '2990.00',
  customer: { name: 'Q', email: 'q@example.com' },
};
const told = (eventType: string, eventData: object) => monnify.events[eventType]?.({ eventType, eventData }) ?? [];
const become = (eventType: string, eventData: object) => commandsOf(told(eventType, eventData));
const identify = (eventType: string, eventData: object) => {
  const payload = { eventType, eventData };
  return monnify.identify({ headers: {}, body: Buffer.from(JSON.stringify(payload)) }, payload).id;
};

describe('monnify', () => {
  it.each([
    ['2021-11-17 11:28:42.615', '2021-11-17T10:28:42.615Z'],
    ['30/08/2023 5:13:57 PM', '2023-08-30T16:13:57.000Z'],
    ['15/03/2026 12:24:05 AM', '2026-03-14T23:24:05.000Z'],
    ['15/03/2026 12:24:05 pm', '2026-03-15T11:24:05.000Z'],
    ['15/03/2026 12:24 PM', '2026-03-15T11:24:00.000Z'],
    ['15/3/2026 17:05', '2026-03-15T16:05:00.000Z'],
    ['2026-03-15 10:27:AM', '2026-03-15T09:27:00.000Z'],
    ['15/03/2026', '2026-03-14T23:00:00.000Z'],
  ])('reads %s as Lagos time, day first', (text, utc) => {
    expect(lagos(text)).toBe(utc);
  });

  it('tells a payment without the time that it cannot read, and says so', () => {
    const [command] = become('SUCCESSFUL_TRANSACTION', { ...payment, paidOn: '31/31/2026 5:13:57 PM' });
    expect(command).toMatchObject({ unread: ['occurredAt'] });
    expect(command).not.toHaveProperty(['event', 'occurredAt']);
  });

  it('takes the transaction for a reference where the merchant gave none', () => {
    const [command] = become('SUCCESSFUL_TRANSACTION', { ...payment, paymentReference: null, currency: '566', paymentDescription: {} });
    expect(command).toMatchObject({ event: { properties: { reference: 'T|1', amount: 299_000, currency: 'NGN' } } });
  });

  it('calls an amount or a state of another form unreadable', () => {
    for (const odd of [{ amountPaid: null }, { amountPaid: {} }, { amountPaid: 'all' }, { paymentStatus: 1 }, { customer: 'Q' }])
      expect(() => become('SUCCESSFUL_TRANSACTION', { ...payment, ...odd }), JSON.stringify(odd)).toThrow(/./);
  });

  it('tells nothing of 0.00', () => {
    expect(told('SUCCESSFUL_TRANSACTION', { ...payment, amountPaid: '0.00' })).toEqual([]);
    expect(told('SUCCESSFUL_REFUND', { transactionReference: 'T|1', refundAmount: 0 })).toEqual([]);
  });

  it('reads a payment whatever its metadata holds', () => {
    for (const metaData of [{}, '', '{"name":"x"}', null, [], { phoneNumber: 1 }]) {
      expect(become('SUCCESSFUL_TRANSACTION', { ...payment, metaData })).toHaveLength(1);
    }
  });

  it('tells a mandate without an amount that is none, and its end in either spelling', () => {
    const mandate = { mandateCode: 'M', mandateStatus: 'CANCELED', mandateAmount: '', customerEmailAddress: 'q@example.com' };
    const [ended] = become('MANDATE_UPDATE', mandate);
    expect(ended).toMatchObject({ event: { name: 'subscription_cancelled' } });
    expect(ended).not.toHaveProperty(['event', 'properties', 'amount']);
  });

  it('takes an invented address for nobody', () => {
    for (const customer of [null, [], {}]) expect(told('SUCCESSFUL_TRANSACTION', { ...payment, customer })).toBe('nobody');
    const offline = { ...payment, amount: 40, customer: { name: 'Q', email: '111222333@ZZAMZ4WT4Y3E.Monnify' } };
    expect(told('SUCCESSFUL_TRANSACTION', offline)).toBe('nobody');
    expect(told('REJECTED_PAYMENT', offline)).toBe('nobody');
  });

  it('lets a rejection that names nobody wait for the payer of its transaction', () => {
    const [command] = become('REJECTED_PAYMENT', { transactionReference: 'T|1', amount: '1000.00' });
    expect(command).toMatchObject({ customer: { aliases: ['transaction:T|1'] }, occasion: 'transaction:T|1:rejected' });
  });

  it('tells two under-payments of one transaction apart, and knows a payment by its reference alone', () => {
    expect(identify('REJECTED_PAYMENT', { ...payment, amount: 40 })).not.toBe(identify('REJECTED_PAYMENT', { ...payment, amount: 50 }));
    const sent = (amountPaid: number, more = {}) =>
      identify('REJECTED_PAYMENT', { ...payment, ...more, paymentSourceInformation: { amountPaid } });
    expect([sent(40, { retries: 2 }) === sent(40), sent(40) === sent(50)]).toEqual([true, false]);
    const listed = (sessionId: string) => identify('REJECTED_PAYMENT', { ...payment, paymentSourceInformation: [{ sessionId }] });
    expect([listed('s1'), listed('s1') === listed('s2')]).toEqual(['REJECTED_PAYMENT:T|1:s1', false]);
    expect(identify('SUCCESSFUL_TRANSACTION', { ...payment, x: 1 })).toBe(identify('SUCCESSFUL_TRANSACTION', payment));
  });

  it('tells two refunds of one transaction apart where neither has a number', () => {
    const refund = (refundAmount: string, more = {}) =>
      identify('SUCCESSFUL_REFUND', { transactionReference: 'T|1', refundStatus: 'COMPLETED', refundAmount, ...more });
    expect(refund('5.00')).not.toBe(refund('6.00'));
    expect(refund('5.00', { refundReference: 'R' })).toBe(refund('6.00', { refundReference: 'R' }));
  });
});
