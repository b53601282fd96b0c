import { afterEach, expect, it, vi } from 'vitest';

import { inWords } from '../../cli/console/in-words.ts';
import { traceOf } from '../../cli/console/trace.ts';
import { Refused } from '../../local/console/source.ts';
import { CREDENTIALS } from '../../local/lambda/environment.ts';
import { type Logged, startLogs } from './logs.ts';

const SAVED = {
  'BunceSync/One webhook by its id': ['PaystackLog', 'ConsumerLog'],
  'BunceSync-production/One webhook by its id': ['OtherLog'],
};
const NOW = Date.now() - 60_000;

/** A line of a function, so many milliseconds after the webhook came. */
const line = (after: number, [group, message, fields]: readonly [group: string, message: string, fields: object]): Logged => {
  const at = new Date(NOW + after);
  const name = group === 'ConsumerLog' ? 'consumer' : 'paystack';
  return { group, at, line: JSON.stringify({ level: 'INFO', message, timestamp: at.toISOString(), function: name, ...fields }) };
};

afterEach(() => void vi.unstubAllEnvs());

const about = (id: string) => ({ correlation_id: `paystack/charge.success:${id}` });

const accepted = (id: string): Logged =>
  line(0, [
    'PaystackLog',
    'accepted',
    { ...about(id), type: 'charge.success', mode: 'live', commands: 2, service: 'BunceSync', accepted: 1, _aws: {} },
  ]);

async function logs(lines: readonly Logged[], denied: readonly string[] = []) {
  const { endpoint, queries } = await startLogs({ lines, saved: SAVED, denied });
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', endpoint);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', CREDENTIALS.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', CREDENTIALS.secretAccessKey);
  return { queries, trace: inWords(async (reference: string) => traceOf(reference, 'BunceSync')) };
}

it('tells the way of a webhook that Bunce took at the second try, from the lines of all functions', async () => {
  const { trace, queries } = await logs([
    line(700, ['ConsumerLog', 'delivered', { ...about('302961'), provider: 'paystack', calls: 2, ms: 700, person: 'f1' }]),
    line(100, ['ConsumerLog', 'asked Bunce', { ...about('302961'), call: 'trigger', status: '429' }]),
    line(150, ['ConsumerLog', 'retry', { ...about('302961'), provider: 'paystack', calls: 1, ms: 150 }]),
    accepted('302961'),
    accepted('302970'),
    { ...accepted('302961'), group: 'OtherLog' },
  ]);
  const { reference, steps, lines } = await trace(' charge.success:302961 ');
  expect(reference).toBe('paystack/charge.success:302961');
  expect(steps).toEqual([
    { name: 'verify', state: 'done', text: 'verified: charge.success', after: 0 },
    { name: 'map', state: 'done', text: '2 commands', after: 0 },
    { name: 'queued', state: 'done', text: 'queued', after: 0 },
    { name: 'planned', state: 'done', text: 'taken by the consumer', after: 100 },
    { name: 'call', state: 'failed', text: 'trigger: 429', after: 100 },
    { name: 'settled', state: 'pending', text: 'comes back to be tried again', after: 150 },
    { name: 'settled', state: 'done', text: 'delivered, 2 calls to Bunce, 700 ms after it came', after: 700 },
  ]);
  expect(lines).toHaveLength(4);
  expect(lines[0]).toBe(
    `${new Date(NOW).toISOString()} paystack: INFO accepted  correlation_id=paystack/charge.success:302961  type=charge.success  mode=live  commands=2`,
  );
  expect(queries()).toMatchObject([{ logGroupNames: ['PaystackLog', 'ConsumerLog'] }]);
});

it('tells what is parked with its reason, once', async () => {
  const parked = { ...about('1234'), provider: 'paystack' };
  const { trace } = await logs([
    accepted('1234'),
    line(50, ['ConsumerLog', 'parked', { ...parked, reason: 'rejected', step: 'track-event', status: 422 }]),
    line(60, ['ConsumerLog', 'parked', { ...parked, calls: 1, ms: 60 }]),
  ]);
  expect((await trace('1234')).steps.slice(3)).toEqual([
    { name: 'planned', state: 'done', text: 'taken by the consumer', after: 50 },
    { name: 'settled', state: 'failed', text: 'parked: rejected, at track-event, Bunce answered 422', after: 50 },
  ]);
  const unread = line(0, [
    'PaystackLog',
    'unreadable: parked with its raw body',
    { ...about('9999'), type: 'charge.success', cause: 'data.id' },
  ]);
  expect((await (await logs([unread])).trace('9999')).steps).toMatchObject([
    { name: 'verify', state: 'done' },
    { name: 'map', state: 'failed', text: 'data.id' },
    { name: 'settled', state: 'failed' },
  ]);
});

it('looks back two days, then thirty, and shows what was found nowhere as nothing', async () => {
  const old = accepted('old-1');
  const { trace, queries } = await logs([{ ...old, at: new Date(NOW - 5 * 86_400_000) }]);
  expect((await trace('old-1')).lines).toHaveLength(1);
  expect(queries().map(({ startTime, endTime }) => Math.round((endTime - startTime) / 86_400))).toEqual([2, 30]);
  expect(await trace('nowhere')).toEqual({ reference: 'nowhere', steps: [], lines: [] });
});

it('asks for one of several, and refuses what could not stand in a query', async () => {
  const { trace, queries } = await logs([accepted('302961'), accepted('302962')]);
  await expect(trace('3029')).rejects.toThrow('several webhooks fit, ask for one of them: paystack/charge.success:302961, ');
  const before = queries().length;
  for (const unfit of ['x', '" | fields @message | filter "" = "', 'a\\b"c']) await expect(trace(unfit)).rejects.toBeInstanceOf(Refused);
  expect(queries()).toHaveLength(before);
});

it('says which right is missing', async () => {
  const { trace } = await logs([], ['logs:StartQuery']);
  await expect(trace('302961')).rejects.toThrow('AWS does not let you: logs:StartQuery is missing');
});
