import { expect, it } from 'vitest';

import { parseLogFilter } from '../../../local/cloudwatch/log-filter.ts';

const line = { route: 'POST /webhooks/clerk', status: '503', answered: '-' };

it.each<readonly [string, object, boolean]>([
  ['{ $.status = "503" }', {}, true],
  ['{ $.status = "5*" }', {}, true],
  ['{ $.status = "4*" }', {}, false],
  ['{ $.status != "429" }', {}, true],
  ['{ $.none != "429" }', {}, false],
  ['{ $.route = "POST /webhooks/*" && $.status = "429" }', {}, false],
  ['{ $.status = "1" || $.status = "503" && $.route = "no" }', {}, false],
  ['{ ($.status = "503" || $.status = "1") && $.route = "POST*" }', {}, true],
  ['{ $.status = "5.3" }', {}, false],
  ['{ $.answered = "503" }', { answered: 503 }, true],
])('%s', (pattern, other, taken) => {
  expect(parseLogFilter(pattern)({ ...line, ...other })).toBe(taken);
});

it.each(['$.a = "b"', '{ $.a > 5 }', '{ $.a = "b" && }', '{ ($.a = "b" }', '{ $.a = b }'])('%s is refused', (pattern) => {
  expect(() => parseLogFilter(pattern)).toThrow(/does not understand the filter/);
});
