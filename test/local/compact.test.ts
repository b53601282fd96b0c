import { expect, it } from 'vitest';

import { compact } from '../../local/compact.ts';
import { cliAt } from '../../local/run-file.ts';

const cli = (): string => cliAt('http://127.0.0.1:8790');

const at = '2026-11-27T12:46:39.123';
const receiver = (message: string, fields: object = {}) => ({ level: 'INFO', message, timestamp: at, function: 'paystack', ...fields });
const consumer = (message: string, fields: object = {}) => ({
  ...receiver(message, { correlation_id: ID, ...fields }),
  function: 'consumer',
});

const ID = 'paystack/charge.success:ORDER-20260314-0000000000000001';
const accepted = receiver('accepted', { correlation_id: ID, type: 'charge.success', commands: 1 });
const empty = { ...accepted, commands: 0 };
const told = consumer('told', { event: 'Purchase completed' });
const delivered = consumer('delivered', { provider: 'paystack', calls: 1, ms: 41 });
const SHORT = '12:46:39 paystack charge.success ORDER-20…000000000001';

const shown = (...lines: readonly object[]): readonly string[] => {
  const textOf = compact({ cli });
  return lines.flatMap((line) => textOf({ function: 'F', line: JSON.stringify(line) }) ?? []);
};

it.each<readonly [string, readonly object[], readonly string[]]>([
  ['a delivered one', [accepted, told, delivered], [`${SHORT} → Purchase completed ✓ 41 ms`]],
  ['one that tells no event', [accepted, delivered], [`${SHORT} ✓ 41 ms`]],
  ['one that went along with another', [accepted, consumer('delivered', { calls: 0, ms: 5 })], [`${SHORT} ✓ 5 ms`]],
  ['one that SQS knows', [accepted, told, delivered, accepted], [`${SHORT} → Purchase completed ✓ 41 ms`, `${SHORT} = seen before`]],
  [
    'one that SQS knows, and that came back once',
    [accepted, consumer('retry'), told, delivered, accepted],
    [`${SHORT} ↻ comes back`, `${SHORT} → Purchase completed ✓ 41 ms`, `${SHORT} = seen before`],
  ],
  [
    'one that comes again when SQS has forgotten it',
    [accepted, told, delivered, { ...accepted, timestamp: '2026-11-27T12:51:39.123' }, consumer('delivered', { calls: 0, ms: 5 })],
    [`${SHORT} → Purchase completed ✓ 41 ms`, `${SHORT} = seen before`],
  ],
  ['one that tells nothing, twice', [empty, empty], [`${SHORT} · tells nothing`, `${SHORT} · tells nothing`]],
  ['one that waits', [accepted, consumer('waiting')], [`${SHORT} … waits for its person`]],
  [
    'one that comes back, and comes back',
    [accepted, consumer('retry'), consumer('retry'), told, delivered],
    [`${SHORT} ↻ comes back`, `${SHORT} → Purchase completed ✓ 41 ms`],
  ],
  [
    'a parked one',
    [accepted, consumer('parked', { reason: 'rejected' }), consumer('parked', { calls: 1, ms: 3 })],
    [`${SHORT} ✗ parked rejected: PORT=8790 npm run cli -- parked list`],
  ],
  ['an ignored one', [receiver('ignored', { type: 'x', why: 'test' })], ['12:46:39 paystack x · ignored: test']],
  [
    'a refused one',
    [receiver('refused', { verdict: 'mismatch', guess: 'another secret' })],
    ['12:46:39 paystack 401 mismatch: another secret'],
  ],
  [
    'one nobody can take',
    [receiver('not taken: the provider is asked to retry', { what: 'queue', cause: 'c' })],
    ['12:46:39 paystack 503 queue: c'],
  ],
  ['no end', [accepted, consumer('asked Bunce', { call: 'trigger-event' }), { metrics: 1 }], []],
])('%s has a line of its own', (_, lines, texts) => {
  expect(shown(...lines)).toEqual(texts);
});

it('one that waits for somebody whom a simulator is asked for says so', () => {
  const textOf = compact({ cli, lookingUp: ['paystack'] });
  textOf({ function: 'F', line: JSON.stringify(accepted) });
  expect(textOf({ function: 'F', line: JSON.stringify(consumer('waiting')) })).toMatch(/waits for its person: .* whom the samples name$/);
});

it('what is no line of ours is none of a webhook', () => {
  const textOf = compact({ cli });
  expect([textOf({ function: 'F', line: 'plain' }), textOf({ function: 'F', line: '{"half' })]).toEqual([undefined, undefined]);
});
