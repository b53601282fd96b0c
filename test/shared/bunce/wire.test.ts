import { expect, it } from 'vitest';

import { customerIn, customersIn, findCustomers, rowErrorsIn, updateCustomer } from '../../../shared/bunce/wire.ts';

const row = { customer_id: '1', email: 'a@example.com', first_name: 'A', last_name: null, devices: [] };

it('reads customers from data, from data.data, and from neither', () => {
  const found = [expect.objectContaining({ customer_id: '1' })];
  expect(customersIn({ data: [row, 'junk'], meta: {} })).toEqual(found);
  expect(customersIn({ data: { data: [row], meta: {} } })).toEqual(found);
  expect(customersIn({ message: 'ok' })).toEqual([]);
});

it('reads one customer, whose id may be a number, or none', () => {
  expect(customerIn({ data: { ...row, customer_id: 7 } })?.customer_id).toBe('7');
  expect(customerIn({ data: true })).toBeUndefined();
});

it('reads row errors from an object, and none from an empty array', () => {
  expect([...rowErrorsIn({ data: { saved: [], errors: { 0: 'no', 2: ['never'] } } })]).toEqual([
    [0, 'no'],
    [2, '["never"]'],
  ]);
  expect(rowErrorsIn({ data: { saved: [1], errors: [] } }).size).toBe(0);
  expect(rowErrorsIn({ data: true }).size).toBe(0);
});

it('encodes ids and e-mails', () => {
  expect(updateCustomer({ customer_id: 'a/b c', email: 'x@example.com' })).toMatchObject({
    path: '/customers/a%2Fb%20c',
    body: { email: 'x@example.com' },
  });
  expect(findCustomers({ id: 'a,b' }).path).toBe('/customers?customer_ids=a%2Cb');
});
