import type { APIGatewayProxyEventV2, SQSRecord } from 'aws-lambda';
import { expect, it } from 'vitest';

import type { LogEntry } from '../../../local/bunce/simulator.ts';
import type { Row, Step } from '../../../local/console/webhook.ts';
import { recordWebhooks } from '../../../local/console/record.ts';
import { webhookOf } from '../../../local/console/webhook-of.ts';
import { upsert } from '../../../shared/bunce/command.ts';
import { type Envelope, envelopeOf } from '../../../shared/queue/envelope.ts';

const AT = Date.parse('2026-11-27T12:00:00.000Z');
const timestamp = new Date(AT).toISOString();
const REFERENCE = 'clerk/evt_1';

const envelope: Envelope = envelopeOf(
  { provider: 'clerk', identity: { id: 'evt_1', type: 'user.created', mode: 'live' }, receivedAt: new Date(AT) },
  [upsert({ customer: { id: 'user_1', email: 'ada@example.com', aliases: [] } })],
);

const event = (path: string, over: Partial<APIGatewayProxyEventV2> = {}): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: `POST ${path}`,
  rawPath: path,
  rawQueryString: '',
  headers: { host: '127.0.0.1:8787', 'x-forwarded-proto': 'http', 'svix-id': 'evt_1' },
  body: '{"a":"it\'s"}',
  isBase64Encoded: false,
  requestContext: {} as APIGatewayProxyEventV2['requestContext'],
  ...over,
});

function scene() {
  const clock = { now: AT };
  const recording = recordWebhooks(() => clock.now);
  const line = (fields: object, request?: string): void =>
    recording.onLine({ function: 'F', line: JSON.stringify({ level: 'INFO', timestamp, ...fields }), request });
  const consumer = (message: string, fields: object = {}): void =>
    line({ function: 'consumer', message, correlation_id: REFERENCE, ...fields });
  const arrive = (id: string, over?: Partial<APIGatewayProxyEventV2>): void =>
    recording.onWebhook({ id, event: event('/webhooks/clerk', over) });
  const accept = (id: string, commands = 1): void =>
    line({ function: 'clerk', message: 'accepted', correlation_id: REFERENCE, type: 'user.created', commands }, id);
  const take = (): void =>
    recording.onBatch([{ body: JSON.stringify(envelope), attributes: { SentTimestamp: String(AT + 5) } } as SQSRecord]);
  const call = (request: string, status: number): void => {
    recording.onCall({
      at: timestamp,
      mode: 'test',
      method: 'POST',
      path: '/v1/customers',
      query: '',
      body: {},
      status,
      answer: {},
      request,
    } satisfies LogEntry);
    consumer('asked Bunce', { request, call: 'create-customer' });
  };
  const seen = (id: string) => {
    const found = recording.one(id);
    return found && webhookOf(found, 'http://127.0.0.1:8787');
  };
  const ends = (): readonly Row['outcome'][] => recording.rows().map(({ outcome }) => outcome);
  return { clock, recording, line, consumer, arrive, accept, take, call, seen, ends };
}

const stops = (steps: readonly Step[] = []): readonly string[] => steps.map(({ name, state }) => `${name} ${state}`);

it('a webhook is followed from its arrival to its end', () => {
  const { clock, recording, consumer, arrive, accept, take, call, seen, ends } = scene();
  const told: string[] = [];
  recording.watch((rows) => told.push(...rows.map(({ outcome }) => outcome)));
  arrive('r1');
  expect(stops(seen('r1')?.steps)).toEqual(['verify pending']);
  accept('r1');
  recording.onAnswer({ id: 'r1', status: 200, said: '{}', routeKey: '', asked: '', answered: 200, lambda: 200, milliseconds: 3 });
  expect(stops(seen('r1')?.steps)).toEqual(['verify done', 'map done', 'queued done', 'planned pending', 'settled pending']);
  take();
  call('c1', 500);
  call('c2', 201);
  consumer('told', { event: 'Signed up' });
  clock.now += 40;
  consumer('delivered', { calls: 2, person: 'p1' });
  expect(stops(seen('r1')?.steps)).toEqual([
    'verify done',
    'map done',
    'queued done',
    'planned done',
    'call failed',
    'call done',
    'settled done',
  ]);
  expect(seen('r1')).toMatchObject({ reference: REFERENCE, type: 'user.created', text: 'Signed up', took: 40, status: 200, person: 'p1' });
  expect(seen('r1')?.commands).toEqual(envelope.commands.map(({ command }) => command));
  expect([ends(), told.at(-1)]).toEqual([['delivered'], 'delivered']);
});

it('whom it is about finds it, in small letters', () => {
  const { arrive, accept, take, recording } = scene();
  arrive('r1');
  accept('r1');
  take();
  expect(recording.rows()[0]?.find.split(' ')).toEqual(
    expect.arrayContaining(['clerk', 'user.created', REFERENCE, 'user_1', 'ada@example.com']),
  );
});

it.each<readonly [string, object, Row['outcome'], readonly string[]]>([
  ['a refused one', { message: 'refused', verdict: 'mismatch', guess: 'g' }, 'refused', ['verify failed']],
  ['an ignored one', { message: 'ignored', type: 'x', why: 'test' }, 'ignored', ['verify done', 'map done']],
  [
    'one nobody can read',
    { message: 'unreadable: parked with its raw body', correlation_id: REFERENCE, cause: 'c' },
    'parked',
    ['verify done', 'map failed'],
  ],
  [
    'one that cannot be taken',
    { message: 'not taken: the provider is asked to retry', what: 'queue', cause: 'c' },
    'failed',
    ['verify failed'],
  ],
])('%s ends where it ended', (_, said, outcome, steps) => {
  const { arrive, line, seen, ends } = scene();
  arrive('r1');
  line({ function: 'clerk', ...said }, 'r1');
  expect([ends(), stops(seen('r1')?.steps)]).toEqual([[outcome], steps]);
});

it('of the same webhook twice the first has the end, and the second was seen before', () => {
  const { arrive, accept, consumer, ends, seen, take } = scene();
  arrive('r1');
  accept('r1');
  arrive('r2');
  accept('r2');
  take();
  consumer('told', { event: 'Signed up' });
  consumer('delivered', { calls: 1 });
  expect(ends()).toEqual(['seen', 'delivered']);
  expect(stops(seen('r2')?.steps)).toEqual(['verify done', 'map done', 'queued done']);
});

it('a copy of one that came back once was seen before too', () => {
  const { arrive, accept, consumer, ends } = scene();
  arrive('r1');
  accept('r1');
  consumer('retry');
  consumer('told', { event: 'Signed up' });
  consumer('delivered', { calls: 2 });
  arrive('r2');
  accept('r2');
  expect(ends()).toEqual(['seen', 'delivered']);
});

it('one that went along in the call of another is delivered', () => {
  const { arrive, accept, consumer, ends } = scene();
  arrive('r1');
  accept('r1');
  consumer('delivered', { calls: 0 });
  expect(ends()).toEqual(['delivered']);
});

it('the consumer may be heard before the receiver', () => {
  const { arrive, accept, consumer, take, call, seen, ends } = scene();
  arrive('r1');
  take();
  call('c1', 201);
  consumer('delivered', { calls: 1, person: 'p1' });
  accept('r1');
  expect([ends(), seen('r1')?.person]).toEqual([['delivered'], 'p1']);
  expect(stops(seen('r1')?.steps)).toEqual(['verify done', 'map done', 'queued done', 'planned done', 'call done', 'settled done']);
});

it('a parked one that is replayed comes to another end', () => {
  const { arrive, accept, consumer, ends, take } = scene();
  arrive('r1');
  accept('r1');
  take();
  consumer('parked', { reason: 'rejected' });
  consumer('parked', { calls: 1 });
  expect(ends()).toEqual(['parked']);
  consumer('told', { event: 'Signed up' });
  consumer('delivered', { calls: 1 });
  expect(ends()).toEqual(['delivered']);
});

it('counts what a provider’s signature let in', () => {
  const { clock, arrive, accept, line, recording } = scene();
  arrive('r1');
  accept('r1');
  arrive('r2');
  line({ function: 'clerk', message: 'refused', verdict: 'mismatch' }, 'r2');
  arrive('r3');
  line({ function: 'clerk', message: 'ignored', type: 'handshake', why: 'handshake' }, 'r3');
  clock.now += 7;
  arrive('r4');
  line({ function: 'clerk', message: 'ignored', type: 'x', why: 'test' }, 'r4');
  arrive('r5');
  line({ function: 'clerk', message: 'unreadable: parked with its raw body', correlation_id: REFERENCE, cause: 'c' }, 'r5');
  expect([recording.of('clerk'), recording.of('stripe')]).toEqual([
    { lastAt: AT + 7, count: 3 },
    { lastAt: null, count: 0 },
  ]);
});

it('curl sends the very bytes, whatever they are', () => {
  const { arrive, seen } = scene();
  arrive('r1');
  const bytes = Buffer.from([0xff, 0xfe, 1]);
  arrive('r2', { body: bytes.toString('base64'), isBase64Encoded: true });
  expect(seen('r1')?.curl).toBe(
    `curl 'http://127.0.0.1:8787/webhooks/clerk' \\\n  -H 'svix-id: evt_1' \\\n  --data-binary '{"a":"it'\\''s"}'`,
  );
  expect(seen('r2')?.curl).toContain(`base64 -d <<< ${bytes.toString('base64')} | curl`);
});

it('only so many are kept, the newest', () => {
  const { arrive, recording } = scene();
  for (let each = 0; each < 5002; each += 1) arrive(`r${each}`);
  expect([recording.rows().length, recording.rows()[0]?.id, recording.one('r1')]).toEqual([5000, 'r5001', undefined]);
});

it('long bodies push old ones out', () => {
  const { arrive, recording } = scene();
  for (let each = 0; each < 8; each += 1) arrive(`r${each}`, { body: 'x'.repeat(9 * 1024 * 1024) });
  expect(recording.rows().map(({ id }) => id)).toEqual(['r7', 'r6', 'r5', 'r4', 'r3', 'r2', 'r1']);
});
