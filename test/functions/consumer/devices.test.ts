import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';

import { accountPerson, emailKey } from '../../../functions/consumer/people/person-ref.ts';
import { addDevices, customer, type Device, upsert } from '../../../shared/bunce/command.ts';
import { ADA, OLD } from './ada.ts';
import { openScene, type Scene, type SceneOptions } from './scene.ts';
import { envelope } from './shop.ts';

const ios = (token: string, replaces?: string): Device => ({ type: 'ios', token, ...(replaces !== undefined && { replaces }) });
const told = (...devices: Device[]) => envelope('clerk', addDevices({ customer: ADA, devices }));

/** Ada is there, with these tokens. */
async function opened({ tokens = [], ...options }: SceneOptions & { readonly tokens?: readonly string[] } = {}) {
  const scene = await openScene(options);
  await scene.send(envelope('clerk', upsert({ customer: ADA })));
  await scene.drain();
  for (const token of tokens) await scene.ask('/customers/user_1/devices', { devices: [{ device_type: 'ios', device_token: token }] });
  const before = (await scene.calls()).length;
  return { ...scene, calls: async () => (await scene.calls()).slice(before) };
}

const tokensOf = async (scene: Pick<Scene, 'customers'>) =>
  (await scene.customers()).flatMap(({ devices }) => devices.map(({ token }) => token));

describe('a push token', () => {
  it('of an account of whom nothing was kept but its id goes to that customer', async () => {
    const scene = await openScene();
    const person = accountPerson('clerk', 'user_1');
    await scene.state.change({ pk: emailKey('ada@example.com'), first: { p: person } });
    await scene.state.change({ pk: `person#${person}`, set: { a: 'user_1', g: false } });
    await scene.ask('/customers', { customer_id: 'user_1', email: 'ada@example.com', first_name: 'Ada', last_name: 'Obi', phone_no: '+1' });
    await scene.tell(envelope('paystack', addDevices({ customer: { id: 'CUS_1', email: 'ada@example.com' }, devices: [ios('one')] })));
    expect(await scene.parked()).toEqual([]);
    expect(await tokensOf(scene)).toEqual(['one']);
  });

  it('that is new is added by one call', async () => {
    const scene = await opened();
    await scene.send(told(ios('one')));
    await scene.drain();
    expect(await scene.calls()).toEqual(['POST /customers/user_1/devices 201']);
    expect(await tokensOf(scene)).toEqual(['one']);
  });

  it.each([409, 422] as const)('that Bunce has already (%i) is a success, however often it comes', async (existsStatus) => {
    const scene = await opened({ switches: { existsStatus }, tokens: ['one'] });
    await scene.send(told(ios('one')), told(ios('one'), { type: 'android', token: 'two' }));
    await scene.drain();
    expect(await scene.calls()).toEqual([
      `POST /customers/user_1/devices ${existsStatus}`,
      `POST /customers/user_1/devices ${existsStatus}`,
      'POST /customers/user_1/devices 201',
    ]);
    expect(await tokensOf(scene)).toEqual(['one', 'two']);
    expect(await scene.parked()).toEqual([]);
  });

  it.each(['device', 'boolean'] as const)('that replaces another takes its place (Bunce answers with a %s)', async (rotationAnswer) => {
    const scene = await opened({ switches: { rotationAnswer }, tokens: ['old', 'tablet'] });
    await scene.send(told(ios('new', 'old')));
    await scene.drain();
    expect(await scene.calls()).toEqual(['PATCH /customers/user_1/devices 200']);
    expect(await tokensOf(scene)).toEqual(['new', 'tablet']);
  });

  it.each([404, 422] as const)('that replaces one Bunce never had (%i) is added', async (unknownTokenStatus) => {
    const scene = await opened({ switches: { unknownTokenStatus, deviceAnswer: 'bare' } });
    await scene.send(told(ios('new', 'old')));
    await scene.drain();
    expect(await scene.calls()).toEqual([`PATCH /customers/user_1/devices ${unknownTokenStatus}`, 'POST /customers/user_1/devices 201']);
    expect(await tokensOf(scene)).toEqual(['new']);
  });

  it('whose rotation comes twice is there once', async () => {
    const scene = await opened({ tokens: ['old'] });
    await scene.send(told(ios('new', 'old')), told(ios('new', 'old')));
    await scene.drain();
    const path = '/customers/user_1/devices';
    expect(await scene.calls()).toEqual([`PATCH ${path} 200`, `PATCH ${path} 404`, `POST ${path} 422`]);
    expect(await tokensOf(scene)).toEqual(['new']);
    expect(await scene.parked()).toEqual([]);
  });

  it('whose rotation fails for now is rotated later, not added beside the old one', async () => {
    const scene = await opened({ tokens: ['old'] });
    await scene.fault({ method: 'PATCH', status: 503, times: 1 });
    await scene.send(told(ios('new', 'old')));
    await scene.drain();
    expect(await scene.calls()).toEqual(['PATCH /customers/user_1/devices 503', 'PATCH /customers/user_1/devices 200']);
    expect(await tokensOf(scene)).toEqual(['new']);
  });

  it('whose rotation was done and the answer lost ends in its place', async () => {
    const scene = await opened({ tokens: ['old'] });
    await scene.fault({ method: 'PATCH', processedButLost: true, times: 1 });
    await scene.send(told(ios('new', 'old')));
    await scene.drain();
    expect(await tokensOf(scene)).toEqual(['new']);
    expect(await scene.parked()).toEqual([]);
  });
});

describe('the person of a push token', () => {
  it('is made first where Bunce does not hold them', async () => {
    const scene = await openScene();
    await scene.send(told(ios('one')));
    await scene.drain();
    expect(await scene.calls()).toEqual(['POST /customers 201', 'POST /customers/user_1/devices 201']);
  });

  it('is found by e-mail where Bunce holds them by an id of its own', async () => {
    const scene = await openScene();
    await scene.ask('/customers', { ...OLD, customer_id: 'legacy-7' });
    await scene.send(told(ios('one')));
    await scene.drain();
    expect(await scene.customers()).toMatchObject([{ customer_id: 'legacy-7', devices: [{ token: 'one' }] }]);
  });

  it.each(['paystack', 'clerk'])('of whom Bunce can hold nobody leaves the token parked (told by %s)', async (provider) => {
    const scene = await openScene();
    const nameless = customer({ id: 'CUS_1', email: 'bisi@example.com' });
    await scene.send(envelope(provider, addDevices({ customer: nameless, devices: [ios('one')] })));
    await scene.drain();
    expect(await scene.parked()).toMatchObject([{ reason: 'unknown-customer', step: 'add-devices' }]);
  });
});

it('tokens of a guest who became an account go with them', async () => {
  const scene = await openScene({ config: { providers: { clerk: {}, paystack: {}, segment: {} } } });
  const guest = customer({ id: 's1', email: 'g@example.com', firstName: 'G', lastName: 'O', phone: '+2348031234567' });
  const device = addDevices({ customer: guest, devices: [{ type: 'ios', token: 'one', id: 'd1' }] });
  await scene.tell(envelope('segment', upsert({ customer: guest }), device));
  await scene.tell(envelope('clerk', upsert({ customer: ADA, occurredAt: '2026-01-01T00:00:00.000Z' })));
  await scene.tell(envelope('clerk', upsert({ customer: { ...ADA, email: 'g@example.com' }, occurredAt: '2026-01-02T00:00:00.000Z' })));
  const { Items = [] } = await scene.tables.send(new ScanCommand({ TableName: 'state' }));
  expect(Items.filter(({ tokens }) => tokens?.S)).toEqual([]);
});
