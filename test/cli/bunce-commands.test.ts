import { describe, expect, it } from 'vitest';

import { person } from '../local/bunce/simulated.ts';
import { bunceCalled } from './bunce-called.ts';

const jsonIn = (stdout: string): unknown[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('bunce customers', () => {
  it('lists all of several pages, as many as wanted, or who is named', async () => {
    const { run, bunce } = await bunceCalled();
    await bunce('POST /customers/bulk', { customers: Array.from({ length: 120 }, (_, n) => person(`n${n}`)) });
    expect((await run(['customers', 'list'])).stdout.split('\n')).toHaveLength(121);
    const few = await run(['customers', 'list', '--limit', '3', '--json']);
    expect(jsonIn(few.stdout)).toMatchObject([person('n0'), person('n1'), person('n2')]);
    const named = await run(['customers', 'list', '--email', 'n7@example.com', '--id', 'user_n9']);
    expect(named.stdout).toMatch(/^user_n9 .*\nuser_n7 .*\n$/);
    expect(await run(['customers', 'list', '--limit', 'many'])).toMatchObject({ code: 2, stderr: expect.stringContaining('"many"') });
  });

  it('shows one by id or e-mail, and says that there is none', async () => {
    const { run, bunce } = await bunceCalled();
    await bunce('POST /customers', person('ada'));
    expect((await run(['customers', 'show', 'user_ada'])).stdout).toMatch(/^customer_id: user_ada\nemail: ada@example\.com\n/);
    expect(jsonIn((await run(['customers', 'show', 'ada@example.com', '--json'])).stdout)).toMatchObject([person('ada')]);
    expect(await run(['customers', 'show', 'obi@example.com'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('error: Bunce has no customer obi@example.com\n'),
    });
  });

  it('creates and changes one by options, and many of a file', async () => {
    const { run, control } = await bunceCalled();
    const many = { input: JSON.stringify([person('ada'), person('obi')]) };
    expect(await run(['customers', 'create', '--data', '-'], many)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^user_ada .*\nuser_obi .*\n$/),
    });
    expect((await run(['customers', 'update', 'user_ada', '--last-name', 'Eze'])).stdout).toMatch(/^user_ada {2}ada Eze /);
    const changes = { input: JSON.stringify([{ customer_id: 'user_obi', phone_no: '+2348030000000' }]) };
    expect((await run(['customers', 'update', '--data', '-'], changes)).stdout).toContain('+2348030000000');
    expect((await control('GET /log')).body).toMatchObject([
      { path: '/v1/customers/bulk' },
      { method: 'PUT' },
      { path: '/v1/customers/bulk-update' },
    ]);
    expect(await run(['customers', 'update', 'user_ada'])).toMatchObject({ code: 2 });
    expect(await run(['customers', 'create', '--data', '-'], { input: '7' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('JSON object'),
    });
  });
});

it.each([
  ['customers create', '--email', 'x@example.com'],
  ['customers update', '--phone', '+2348031234567'],
  ['customers update user_ada', '--phone', '+2348031234567'],
  ['attributes set', '--customer', 'user_ada'],
  ['events trigger Paid', '--email', 'x@example.com'],
  ['transactions record', '--amount', '1'],
])('bunce %s takes no %s beside --data', async (words, ...option) => {
  const { run, control } = await bunceCalled();
  const ran = await run([...words.split(' '), '--data', '-', ...option], { input: '{}' });
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('either --data or single fields') });
  expect((await control('GET /log')).body).toEqual([]);
});

it('bunce devices are listed and rotated', async () => {
  const { run, bunce } = await bunceCalled();
  await bunce('POST /customers', { ...person('ada'), devices: [{ device_type: 'ios', device_token: 'old' }] });
  expect((await run(['devices', 'rotate', 'user_ada', '--from', 'old', '--to', 'new', '--json'])).stdout).toContain('"token":"new"');
  expect((await run(['devices', 'list', 'user_ada'])).stdout).toMatch(/ {2}ios {2}new {2}/);
  expect(await run(['devices', 'rotate', 'user_ada', '--from', 'old', '--to', 'x'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Device not found'),
  });
});

it('bunce attributes are created, listed and set by name; a name that is none has its nearest', async () => {
  const { run, bunce } = await bunceCalled();
  await bunce('POST /customers', person('ada'));
  expect((await run(['attributes', 'create', 'Plan', '--type', 'text'])).code).toBe(0);
  expect(await run(['attributes', 'create', 'Born', '--type', 'date'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('data_type is not valid'),
  });
  expect((await run(['attributes', 'list'])).stdout).toMatch(/ {2}text {2}Plan\n$/);
  expect(await run(['attributes', 'set', 'Plan=a=b', '--email', 'ada@example.com'])).toMatchObject({ code: 0, stdout: 'Plan: saved\n' });
  expect(await run(['attributes', 'set', 'plan=pro', '--customer', 'user_ada'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('did you mean Plan?'),
  });
  expect(await run(['attributes', 'set', 'Plan', '--customer', 'user_ada'])).toMatchObject({ code: 2 });
});

it('bunce transactions are recorded by the gateways that Bunce knows', async () => {
  const { run, control } = await bunceCalled();
  const paid = [
    '--customer',
    'u1',
    '--email',
    'ada@example.com',
    '--amount',
    '1250',
    '--currency',
    'NGN',
    '--status',
    'success',
    '--reference',
    'R-1',
  ];
  expect((await run(['transactions', 'record', ...paid, '--gateway', 'monnify'])).code).toBe(0);
  expect((await control('GET /transactions')).body).toMatchObject([{ customer_id: 'u1', amount: 1250, payment_gateway: 'monnify' }]);
  expect(await run(['transactions', 'record', ...paid, '--gateway', 'paypal'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('finca'),
  });
});
