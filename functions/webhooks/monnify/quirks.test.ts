import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { lagos } from './map.ts';
import { monnify } from './provider.ts';

const payment = {
  transactionReference: 'T|1',
  paymentReference: 'P',
  amountPaid: '2990.00',
  customer: { name: 'Q', email: 'q@example.com' },
};
const become = (eventType: string, eventData: object) => commandsOf(monnify.events[eventType]?.({ eventType, eventData }) ?? []);
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
  ])('reads %s as Lagos time, day first', (text, utc) => {
    expect(lagos(text)).toBe(utc);
  });

  it('calls a time it cannot read unreadable', () => {
    expect(() => become('SUCCESSFUL_TRANSACTION', { ...payment, paidOn: '31/31/2026 5:13:57 PM' })).toThrow(RangeError);
  });

  it('reads a payment whatever its metadata holds', () => {
    for (const metaData of [{}, '', '{"name":"x"}', null, [], { phoneNumber: 1 }]) {
      expect(become('SUCCESSFUL_TRANSACTION', { ...payment, metaData })).toHaveLength(1);
    }
  });

  it('writes to no invented address', () => {
    const offline = { ...payment, customer: { name: 'Q', email: '111222333@ZZAMZ4WT4Y3E.Monnify' } };
    expect(become('SUCCESSFUL_TRANSACTION', offline)[0]?.customer).not.toHaveProperty('email');
  });

  it('tells two under-payments of one transaction apart, and knows a payment by its reference alone', () => {
    expect(identify('REJECTED_PAYMENT', { ...payment, amount: 40 })).not.toBe(identify('REJECTED_PAYMENT', { ...payment, amount: 50 }));
    expect(identify('SUCCESSFUL_TRANSACTION', { ...payment, x: 1 })).toBe(identify('SUCCESSFUL_TRANSACTION', payment));
  });
});
