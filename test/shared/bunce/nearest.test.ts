import { expect, it } from 'vitest';

import { nearest } from '../../../shared/bunce/nearest.ts';

const known = ['paystack', 'stripe', 'kora', 'baseUrl'];

it.each([
  ['paystak', 'paystack'],
  ['strpe', 'stripe'],
  ['KORA', 'kora'],
  ['baseURL', 'baseUrl'],
  ['flutter', undefined],
  ['mono', undefined],
  ['', undefined],
])('of %s no more than a third may differ: %s', (name, meant) => {
  expect(nearest(name, known)).toBe(meant);
});
