import { expect, it } from 'vitest';

import { durationOf, seconds } from '../../../shared/runtime/duration.ts';

const asked = seconds({ example: '5m', most: '10d' });
const complaint = (value: unknown): string | undefined => asked.safeParse(value).error?.issues[0]?.message;

it.each([
  ['500ms', 0.5],
  ['30s', 30],
  ['1.5m', 90],
  ['15m', 900],
  ['72h', 259_200],
  ['3d', 259_200],
  ['10d', 864_000],
])('%s is %d seconds', (text, expected) => {
  expect(asked.parse(text)).toBe(expected);
});

it.each(['', '5', '5 m', '-5m', '0s', '5min', '1e3s', 'm', ' 5m', '5m ', '1h30m', '11d', 'Infinitys', null, undefined, true, {}])(
  '%o is none',
  (value) => {
    expect(complaint(value)).toMatch(/^expected a duration such as '5m', at most '10d'/);
  },
);

it('a number is answered with what it would be', () => {
  expect(complaint(300)).toMatch(/got 300: if that was seconds, write '300s'$/);
  expect(seconds({ example: '72h', was: 'hours' }).safeParse(72).error?.issues[0]?.message).toMatch(/if that was hours, write '72h'$/);
});

it.each([0.5, 2, 40, 90, 900, 3600, 90_000, 259_200])('%d seconds are written in their largest unit and read again', (value) => {
  expect(asked.parse(durationOf(value))).toBe(value);
});
