import { expect, it } from 'vitest';

import { PAYMENT_GATEWAYS, type Transaction } from '../../../../entries/bunce.ts';
import { errorOf, talking } from './talking.ts';

const payment: Transaction = {
  customer: { customer_id: 'u1', email: 'ada@example.com', first_name: 'Ada' },
  amount: 1250,
  currency: 'NGN',
  payment_gateway: 'paystack',
  status: 'success',
  reference: 'ORDER-1',
};

it.each(PAYMENT_GATEWAYS)('a payment by %s is recorded, and its customer with it', async (payment_gateway) => {
  const { transactions, customers, control } = await talking();
  const paid_at = new Date('2026-03-14T09:26:53.589Z');
  const [recorded] = await transactions.record({ ...payment, payment_gateway, channel: 'card', card_bin: null, paid_at });
  expect(recorded).toMatchObject({ reference: 'ORDER-1', payment_gateway, paid_at: '2026-03-14T09:26:53Z' });
  expect((await control('GET /transactions')).body).toMatchObject([{ customer_id: 'u1', amount: 1250, channel: 'card' }]);
  expect(await customers.find('u1')).toMatchObject({ first_name: 'Ada' });
});

it('a payment that Bunce cannot take is refused with the field', async () => {
  const { transactions } = await talking({ switches: { errorsField: true, duplicateReference: 'refuse' } });
  // @ts-expect-error: no such gateway.
  expect(await errorOf(transactions.record({ ...payment, payment_gateway: 'paypal' }))).toMatchObject({
    status: 422,
    fields: { payment_gateway: ['payment_gateway is not valid'] },
  });
  await transactions.record(payment);
  expect(await errorOf(transactions.record(payment))).toMatchObject({ exists: true, said: 'Transaction already exists' });
});

it('a payment whose answer is lost is not recorded twice, and the doubt is said', async () => {
  const { transactions, control } = await talking({ retries: 3 });
  await control('POST /faults', { method: 'POST', path: '/transactions', processedButLost: true });
  expect(await errorOf(transactions.record(payment))).toMatchObject({ kind: 'unsure', doubt: true });
  expect((await control('GET /transactions')).body).toHaveLength(1);
});
