import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';

import { addDevices, customer, PRIVACY_REQUEST, track, update, upsert } from '../../../shared/bunce/command.ts';
import { openScene, type Scene, type SceneOptions } from './scene.ts';
import { CONFIG, envelope } from './shop.ts';

const ADA = customer({ id: 'user_1', email: 'ada@example.com', firstName: 'Ada', lastName: 'Obi', phone: '0803 123 4567' });
const BUYER = customer({ id: 'CUS_1', email: 'ada@example.com', firstName: 'Ada', lastName: 'Obi' });
const PERSONAL = ['ada@example.com', 'first@example.com', 'user_1', 'CUS_1', 'Ada', 'Obi', '8031234567', 'push-token', 'phone-1'];
const hours = (count: number): string => new Date(Date.now() + count * 3_600_000).toISOString();

const events = { ...CONFIG.events, account_deleted: { event: 'Deleted', parameters: { At: 'occurredAt' } } } as const;
const onErasure = { firstName: 'Deleted', lastName: 'User', email: 'deleted+{hash}@example.invalid', phone: '+10000000000' };
const opened = async (options: SceneOptions = {}) => openScene({ ...options, config: { events, ...options.config } });

const bought = (who: Parameters<typeof customer>[0], occurredAt = hours(-1)) =>
  envelope('paystack', track('purchase_completed', { customer: customer(who), occurredAt, properties: { amount: 5, currency: 'NGN' } }));
const deleted = envelope('clerk', track('account_deleted', { customer: { id: 'user_1' }, occurredAt: hours(-1) }));
const names = async (scene: Scene) => (await scene.events()).map(({ name }) => name);

async function knownTwice(options: SceneOptions = {}): Promise<Scene> {
  const scene = await opened(options);
  await scene.send(envelope('clerk', upsert({ customer: { ...ADA, email: 'first@example.com' }, occurredAt: hours(-3) })));
  await scene.drain();
  await scene.send(envelope('clerk', ...update({ customer: ADA, occurredAt: hours(-2) })), bought(BUYER));
  await scene.drain();
  return scene;
}

async function tableText(scene: Scene): Promise<string> {
  return JSON.stringify((await scene.tables.send(new ScanCommand({ TableName: 'state' }))).Items);
}

it('leaves of an erased person nothing in the table that names them, at no provider', async () => {
  const scene = await knownTwice();
  const devices = [{ type: 'ios' as const, token: 'push-token', id: 'phone-1' }];
  await scene.send(envelope('paystack', addDevices({ customer: { id: 'CUS_1' }, devices })));
  await scene.drain();
  const held = await tableText(scene);
  expect(['ada@example.com', 'push-token'].filter((text) => held.includes(text))).toEqual(['ada@example.com', 'push-token']);
  await scene.send(deleted);
  await scene.drain();
  const left = await tableText(scene);
  expect(left).toContain('erasedAt');
  expect(PERSONAL.filter((text) => left.includes(text))).toEqual([]);
  expect(PERSONAL.filter((text) => scene.lines.join('\n').includes(text))).toEqual([]);
  expect(await names(scene)).toEqual(['Purchase', 'Deleted']);
});

it('overwrites the profile with what the config says, after the event', async () => {
  const scene = await knownTwice({ config: { onErasure } });
  await scene.send(deleted);
  await scene.drain();
  expect((await scene.calls()).slice(-2)).toEqual(['POST /events/trigger 200', 'PUT /customers/user_1 200']);
  const hash = expect.stringMatching(/^deleted\+[0-9a-f]{16}@example\.invalid$/);
  expect(await scene.customers()).toMatchObject([{ first_name: 'Deleted', last_name: 'User', email: hash, phone_no: '+10000000000' }]);
});

it('overwrites before it forgets: what Bunce refuses is parked, and replayed it is done', async () => {
  const scene = await knownTwice({ config: { onErasure } });
  await scene.fault({ method: 'PUT', status: 422, body: { success: false, message: 'odd' }, times: 1 });
  await scene.send(deleted);
  await scene.drain();
  const [parked] = await scene.parked();
  expect(parked).toMatchObject({ reason: 'rejected' });
  await scene.send({ ...parked!.envelope!, generation: 1 });
  await scene.drain();
  expect(await scene.customers()).toMatchObject([{ first_name: 'Deleted' }]);
  expect(await tableText(scene)).not.toContain('ada@example.com');
});

it.each([
  ['by the id that was deleted', () => envelope('clerk', upsert({ customer: ADA, occurredAt: hours(1) }))],
  ['by an id of another provider alone', () => bought({ id: 'CUS_1' }, hours(1))],
  ['by an e-mail', () => bought({ id: 'CUS_new', email: 'ada@example.com' }, hours(1))],
])('sends nothing of what comes later %s, and counts it', async (_how, late) => {
  const scene = await knownTwice();
  await scene.send(deleted);
  await scene.drain();
  const before = (await scene.calls()).length;
  await scene.send(late());
  await scene.drain();
  expect((await scene.calls()).length).toBe(before);
  expect(scene.counts['erased']).toBeGreaterThan(0);
  expect(await scene.parked()).toEqual([]);
  expect(await tableText(scene)).not.toContain('ada@example.com');
});

it('knows who comes back with a new account', async () => {
  const scene = await knownTwice({ config: { onErasure } });
  await scene.send(deleted);
  await scene.drain();
  await scene.send(envelope('clerk', upsert({ customer: { ...ADA, id: 'user_2' }, occurredAt: hours(1) })));
  await scene.drain();
  await scene.send(bought({ email: 'ada@example.com' }, hours(1)));
  await scene.drain();
  expect((await scene.customers()).map(({ customer_id: id }) => id)).toEqual(['user_1', 'user_2']);
  expect((await scene.events()).at(-1)).toMatchObject({ name: 'Purchase', customer_id: 'user_2' });
});

it.each([
  ['forgets nobody who still has an account', undefined, true],
  ['forgets them all the same by law', PRIVACY_REQUEST, false],
])('when a shop deletes its customer, %s', async (_what, reason, stays) => {
  const scene = await knownTwice();
  await scene.send(envelope('paystack', track('account_deleted', { customer: { id: 'CUS_1' }, properties: { reason } })));
  await scene.drain();
  expect((await tableText(scene)).includes('ada@example.com')).toBe(stays);
});

it('forgets who never had an account when the shop deletes them', async () => {
  const scene = await opened();
  await scene.send(bought(BUYER));
  await scene.drain();
  await scene.send(envelope('paystack', track('account_deleted', { customer: { id: 'CUS_1' } })));
  await scene.drain();
  const left = await tableText(scene);
  expect(PERSONAL.filter((text) => left.includes(text))).toEqual([]);
});

it('whose address Bunce keeps is that customer again with a new account, overwritten', async () => {
  const scene = await knownTwice();
  await scene.send(deleted);
  await scene.drain();
  const bisi = { ...ADA, id: 'user_2', firstName: 'Bisi' };
  await scene.tell(envelope('clerk', upsert({ customer: bisi, occurredAt: hours(1) })));
  await scene.tell(bought({ email: 'ada@example.com' }, hours(1)));
  expect(await scene.customers()).toMatchObject([{ customer_id: 'user_1', first_name: 'Bisi', email: 'ada@example.com' }]);
  expect(await names(scene)).toEqual(['Purchase', 'Deleted', 'Purchase']);
  expect(await scene.parked()).toEqual([]);
});

it('is not told of by an address that they had given up: it is a stranger’s', async () => {
  const scene = await knownTwice();
  await scene.send(deleted);
  await scene.drain();
  await scene.tell(bought({ id: 'CUS_9', email: 'first@example.com' }, hours(1)));
  expect((await scene.events()).at(-1)).toMatchObject({ name: 'Purchase', email: 'first@example.com' });
  expect((await scene.customers()).map(({ email }) => email).toSorted()).toEqual(['ada@example.com', 'first@example.com']);
});

it('leaves a shared address to the other account', async () => {
  const scene = await opened({ switches: { sameEmail: 'accept' } });
  await scene.tell(envelope('clerk', upsert({ customer: ADA, occurredAt: hours(-3) })));
  await scene.tell(envelope('clerk', upsert({ customer: { ...ADA, id: 'user_2', firstName: 'Bisi' }, occurredAt: hours(-2) })));
  await scene.send(deleted);
  await scene.drain();
  await scene.tell(bought(BUYER, hours(1)));
  expect((await scene.events()).at(-1)).toMatchObject({ name: 'Purchase', customer_id: 'user_2' });
  expect(scene.counts['erased']).toBeUndefined();
});

it('leaves the address to its owner where they were one of the others', async () => {
  const scene = await opened({ switches: { sameEmail: 'accept' } });
  await scene.tell(envelope('clerk', upsert({ customer: { ...ADA, id: 'user_2', firstName: 'Bisi' }, occurredAt: hours(-3) })));
  await scene.tell(envelope('clerk', upsert({ customer: ADA, occurredAt: hours(-2) })));
  await scene.send(deleted);
  await scene.drain();
  await scene.tell(bought(BUYER, hours(1)));
  expect((await scene.events()).at(-1)).toMatchObject({ name: 'Purchase', customer_id: 'user_2' });
});

it('leaves nothing either of a guest who became theirs by a change of address', async () => {
  const scene = await opened();
  await scene.tell(bought({ ...BUYER, phone: '0803 123 4567' }, hours(-3)));
  await scene.tell(envelope('clerk', upsert({ customer: { ...ADA, email: 'first@example.com' }, occurredAt: hours(-2.5) })));
  await scene.tell(envelope('clerk', upsert({ customer: ADA, occurredAt: hours(-2) })));
  await scene.send(deleted);
  await scene.drain();
  const left = await tableText(scene);
  expect(PERSONAL.filter((text) => left.includes(text))).toEqual([]);
  await scene.tell(bought({ id: 'CUS_1' }, hours(1)));
  expect(scene.counts['erased']).toBe(2);
});

it('of an account that Bunce refused overwrites nothing of the other who has the address', async () => {
  const scene = await opened({ config: { onErasure } });
  await scene.tell(envelope('clerk', upsert({ customer: { ...ADA, id: 'user_2', firstName: 'Bisi' }, occurredAt: hours(-3) })));
  await scene.tell(envelope('clerk', upsert({ customer: ADA, occurredAt: hours(-2) })));
  await scene.send(deleted);
  await scene.drain();
  expect(scene.counts['forgotten']).toBe(1);
  expect(await scene.customers()).toMatchObject([{ customer_id: 'user_2', first_name: 'Bisi', email: 'ada@example.com' }]);
});
