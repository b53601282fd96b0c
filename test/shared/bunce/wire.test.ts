import { describe, expect, it } from 'vitest';

import { customerIn, customersIn, findCustomers, rowsIn, updateCustomer } from '../../../shared/bunce/wire.ts';

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

it.each([null, undefined, '', {}])('reads nobody where the id is %j', (customer_id) => {
  expect(customerIn({ data: { ...row, customer_id } })).toBeUndefined();
  expect(customersIn({ data: [{ ...row, customer_id }, row] })).toHaveLength(1);
});

describe('a row of attributes', () => {
  it.each([
    ['is saved where all are', 2, { saved: [{}, {}], errors: [] }, ['saved', 'saved']],
    ['is saved where errors are not even mentioned', 1, { saved: [{}] }, ['saved']],
    [
      'has its error by its index',
      3,
      { saved: [{}], errors: { 0: 'no', 2: ['never'] } },
      [{ error: 'no' }, 'saved', { error: '["never"]' }],
    ],
    ['has its error in an array too', 2, { saved: [{}], errors: [null, 'no'] }, ['saved', { error: 'no' }]],
    [
      'is saved where gaps made an object of the list',
      3,
      { saved: { 0: {}, 2: {} }, errors: { 1: 'no' } },
      ['saved', { error: 'no' }, 'saved'],
    ],
    ['is missing where none is saved and none refused', 2, { saved: [], errors: [] }, ['missing', 'missing']],
    ['is missing where fewer are saved than not refused', 3, { saved: [{}], errors: { 1: 'no' } }, ['missing', { error: 'no' }, 'missing']],
    ['is missing where an error names no row of ours', 2, { saved: [{}], errors: { 7: 'no' } }, ['missing', 'missing']],
    ['keeps its error where nothing is said of what is saved', 2, { saved: null, errors: { 0: 'no' } }, [{ error: 'no' }, 'missing']],
    ['is missing where the answer holds no rows', 1, true, ['missing']],
  ])('%s', (...[, count, data, ends]) => {
    expect(rowsIn({ success: true, data }, count)).toEqual(ends);
  });
});

it('encodes ids and e-mails', () => {
  expect(updateCustomer({ customer_id: 'a/b c', email: 'x@example.com' })).toMatchObject({
    path: '/customers/a%2Fb%20c',
    body: { email: 'x@example.com' },
  });
  expect(findCustomers({ ids: ['a,b'] }).path).toBe('/customers?customer_ids=a%2Cb&per_page=100');
});
