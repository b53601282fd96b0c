import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';

import { expect, it } from 'vitest';

import { emailKey, idKey } from '../../functions/consumer/people/person-ref.ts';
import { Envelope } from '../../shared/queue/envelope.ts';
import { park, type QueueAddress } from '../../shared/queue/sender.ts';
import { NO_AWS } from './aws.ts';
import { cli } from './cli.ts';
import { askedAs, CALLER, stackInAws, startConsole } from './console-run.ts';
import { rejected, unreadable } from './parked-messages.ts';
import { drain } from './target.ts';

const anything = (text: string): unknown => expect.stringContaining(text);

it('shows a stack to whoever has the address, and nobody else', async () => {
  const { environment, queues, parked, people, url, metrics } = await stackInAws();
  await park({ client: queues.client, url: parked.url }, rejected({ id: 'one', email: 'ada@example.com' }));
  metrics.counted(new Date(), ({ count }) => count('trusted', { provider: 'paystack' }));
  await people.claim(emailKey('ada@example.com'), 'p1');
  await people.claim(idKey('paystack', 'CUS_1'), 'p1');
  const lease = await people.lease('p1', { account: 'user_1' });
  if (lease === 'taken') throw new Error('nobody else leases here');
  lease.learn({ email: 'ada@example.com', bunceId: 'b-1' });
  await lease.release();
  const { ask, origin, stop, audited } = await startConsole(environment);

  expect(await ask('about')).toMatchObject({
    answer: {
      place: 'aws',
      name: 'BunceSync',
      stage: 'default',
      mayWrite: false,
      views: ['parked', 'people', 'providers', 'trace', 'doctor'],
    },
  });
  expect((await ask('numbers')).answer).toEqual({ queued: 0, inFlight: 0, parked: 1 });
  expect((await ask('parked')).answer).toMatchObject([
    { id: 'paystack/one', reason: 'rejected', advice: anything("read Bunce's message") },
  ]);
  expect((await ask('parked/paystack%2Fone')).answer).toMatchObject({ envelope: { id: 'paystack/one' } });
  expect((await ask('people?q=CUS_1')).answer).toMatchObject([{ id: 'p1', email: 'ada@example.com' }]);
  expect((await ask('people/p1')).answer).toMatchObject({ aliases: ['ada@example.com', 'clerk/user_1', 'Bunce b-1', 'paystack/CUS_1'] });
  const providers = (await ask('providers')).answer as readonly { readonly name: string }[];
  expect(providers.find(({ name }) => name === 'paystack')).toMatchObject({
    url,
    secret: 'own',
    count: 1,
    lastAt: expect.any(Number) as number,
  });
  expect((await ask('doctor')).answer).toEqual(
    expect.arrayContaining([
      { level: 'ok', title: 'stack', text: 'BunceSync is deployed' },
      { level: 'error', title: 'parked', text: anything('1 wait for a decision → ') },
    ]),
  );

  for (const [path, body] of [
    ['parked/replay', {}],
    ['parked/drop', { id: 'paystack/one' }],
    ['providers/paystack/secret', { secret: 'sk_live_0123456789abcdef0123' }],
  ] as const)
    expect(await ask(path, body)).toMatchObject({ status: 400, answer: { error: anything('start it again with --write') } });
  expect((await ask('numbers')).answer).toMatchObject({ parked: 1 });
  expect(audited()).toEqual([]);

  const refused = { status: 403, body: expect.not.stringContaining('paystack') as unknown };
  expect(await askedAs(`${origin}/api/parked`, {})).toMatchObject(refused);
  expect(await askedAs(`${origin}/api/parked`, { 'x-console-token': 'guessed' })).toMatchObject(refused);
  expect(await askedAs(`${origin}/`, { host: 'evil.example.com' })).toMatchObject(refused);
  const page = await askedAs(`${origin}/`, {});
  expect(page).toMatchObject({ status: 200, body: anything('BunceSync') });
  expect(page.body).toMatch(/name="console-token" content=""/);
  expect(await stop('SIGINT')).toBe(0);
});

it(
  'replays, drops and sets a secret with --write, and leaves a line of each that names the caller and no person',
  { timeout: 60_000 },
  async () => {
    const values = new Map([
      ['Paystack', '{"secrets":["old-secret-of-paystack-1"]}'],
      ['Bunce', '{"secrets":["sk_test_1"]}'],
    ]);
    const { environment, queues, queue, parked } = await stackInAws({ values });
    const address = ({ url }: { readonly url: string }): QueueAddress => ({ client: queues.client, url });
    for (const message of [rejected({ id: 'one', email: 'ada@example.com' }), rejected({ id: 'two' }), unreadable('three', '{}')])
      await park(address(parked), message);
    const { ask, audit, audited, said, stop } = await startConsole(environment, '--write');
    expect((await ask('about')).answer).toMatchObject({ mayWrite: true });
    expect((await ask('parked/replay', { reason: 'rejected' })).answer).toEqual({ text: 'replayed 2' });
    const sent = (await drain(address(queue))).map(({ Body = '' }) => Envelope.parse(JSON.parse(Body)));
    expect(sent.map(({ id, generation }) => [id, generation])).toEqual([
      ['paystack/one', 1],
      ['paystack/two', 1],
    ]);
    const [left] = (await ask('parked')).answer as readonly { readonly id: string }[];
    expect((await ask('parked/drop', { id: left?.id })).answer).toMatchObject({ text: anything('dropped 1') });
    expect((await ask('parked')).answer).toEqual([]);
    expect((await ask('providers/paystack/secret', { secret: 'short' })).answer).toMatchObject({ error: anything('nothing is changed') });
    expect(await ask('providers/paystack/secret', { secret: 'new-secret-of-paystack-22' })).toMatchObject({ status: 200 });
    expect(values.get('Paystack')).toBe('{"secrets":["new-secret-of-paystack-22"]}');

    const about = { time: anything('T'), caller: CALLER, stack: 'BunceSync', stage: 'default' };
    const lines = [
      { ...about, what: 'replay', count: 1, ids: ['reason rejected'], begun: true },
      { ...about, what: 'replay', count: 2, ids: ['paystack/one', 'paystack/two'] },
      { ...about, what: 'drop', count: 1, ids: [left?.id], begun: true },
      { ...about, what: 'drop', count: 1, ids: [left?.id] },
      { ...about, what: 'secret', count: 1, ids: ['paystack'], begun: true },
      { ...about, what: 'secret', count: 1, ids: ['paystack'], failed: 'UsageError' },
      { ...about, what: 'secret', count: 1, ids: ['paystack'], begun: true },
      { ...about, what: 'secret', count: 1, ids: ['paystack'] },
    ];
    expect(audited()).toEqual(lines);
    expect(statSync(audit).mode & 0o077).toBe(0);
    const told = said().trim().split('\n').slice(1);
    expect(told.map((line): unknown => JSON.parse(line))).toEqual(lines);
    expect(said()).not.toMatch(/ada@example\.com|secret-of-paystack/);
    expect(await stop('SIGTERM')).toBe(0);
  },
);

it('told to end in the middle of a replay it stops after those in hand, and notes what it has replayed', async () => {
  const { environment, queues, queue, parked } = await stackInAws();
  const ids = Array.from({ length: 40 }, (_, index) => `many-${index}`);
  for (const id of ids) await park({ client: queues.client, url: parked.url }, rejected({ id }));
  const { ask, audited, said, stop } = await startConsole(environment, '--write');
  const asked = ask('parked/replay', { reason: 'rejected' }).catch(() => {});
  await expect.poll(said).toContain('"begun":true');
  expect(await stop('SIGINT')).toBe(0);
  await asked;
  const [begun, ended, ...others] = audited() as readonly { readonly ids: readonly string[] }[];
  expect([begun, ended, others]).toMatchObject([{ what: 'replay', begun: true }, { what: 'replay' }, []]);
  const sent = (await drain({ client: queues.client, url: queue.url })).map(({ Body = '' }) => Envelope.parse(JSON.parse(Body)).id);
  expect(ended?.ids.toSorted()).toEqual(sent.toSorted());
  const left = await drain({ client: queues.client, url: parked.url });
  expect(left).toHaveLength(ids.length - sent.length);
  expect(left.length).toBeGreaterThan(0);
});

it('ends with the process that started it', async () => {
  const { environment } = await stackInAws();
  const start = "require('child_process').spawn(process.execPath, ['cli/main.ts', 'console'], { stdio: ['ignore', 'pipe', 'inherit'] })";
  const script = `const child = ${start}; child.stdout.once('data', () => console.log(child.pid)); setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['-e', script], { env: { ...process.env, ...environment } });
  const [pid] = (await once(parent.stdout, 'data')).map(Number);
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
});

function isAlive(pid = 0): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it('ends in words where there is no account, no stack, or no free port', async () => {
  expect(await cli(['console'], { environment: NO_AWS })).toMatchObject({ code: 1, stderr: anything('no usable AWS credentials') });
  const { environment } = await stackInAws();
  expect(await cli(['console', '--stack', 'Other'], { environment })).toMatchObject({ code: 1, stderr: anything('no stack Other') });
  const port = new URL(environment.AWS_ENDPOINT_URL_STS).port;
  const { code, stderr } = await cli(['console', '--port', port], { environment });
  expect({ code, stderr }).toEqual({ code: 1, stderr: anything(`port ${port} is in use`) });
  expect(stderr).not.toContain('    at ');
});
