import { expect, it } from 'vitest';

import { parseExpression } from '../../../local/cloudwatch/expression.ts';

const MISTRUSTED = 'IF(FILL(bad, 0) > FILL(good, 0), FILL(bad, 0), 0)';

it.each<readonly [string, Readonly<Record<string, number | undefined>>, number | undefined]>([
  ['m', { m: 3 }, 3],
  ['m', {}, undefined],
  ['FILL(m, 0)', {}, 0],
  ['FILL(a, 0) + FILL(b, 0)', { b: 2 }, 2],
  ['a + b', { b: 2 }, undefined],
  ['1 + 2 * 3 - 4 / 2', {}, 5],
  ['(1 + 2) * 3', {}, 9],
  ['a >= 2', { a: 2 }, 1],
  ['a < 2', { a: 2 }, 0],
  [MISTRUSTED, {}, 0],
  [MISTRUSTED, { bad: 1 }, 1],
  [MISTRUSTED, { bad: 1, good: 1 }, 0],
  [MISTRUSTED, { bad: 5, good: 4 }, 5],
])('%s of %o is %s', (text, variables, value) => {
  expect(parseExpression(text)(variables)).toBe(value);
});

it.each(['RATE(m)', 'm +', '(m', 'm)', 'm m', 'm & 1'])('%s is refused, for nobody knows what CloudWatch would make of it', (text) => {
  expect(() => parseExpression(text)({ m: 1 })).toThrow(/does not understand/);
});
