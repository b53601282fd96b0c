import { expect, it } from 'vitest';

import { accountPerson, emailKey, idKey } from '../../functions/consumer/people/person-ref.ts';
import { PROFILE } from '../../functions/consumer/people/person.ts';
import { keptNowhere } from '../../cli/import/dry.ts';
import { BunceError } from '../../shared/bunce/api/bunce-error.ts';
import type { Customers } from '../../shared/bunce/api/customers.ts';
import { importScene } from './import-scene.ts';

const scene = importScene();
const taken = 'Bunce has this e-mail, or this id, at the customer of another person';

const REFUSED = {
  kind: 'refused',
  status: 422,
  said: 'the query is odd',
  fields: {},
  retryAfter: null,
  exists: false,
  doubt: false,
} as const;

const HEAD = 'id,email,first_name,last_name,phone,updated_at';
const row = (id: string, { at = '2026-03-14T09:26:53Z', first = 'Ada', phone = '+2348031234567', email = `${id}@example.com` } = {}) =>
  [id, email, first, 'Obi', phone, at].join(',');
const file = (...rows: readonly string[]) => [HEAD, ...rows].join('\n');

it('creates newcomers in bulk, and sets off nothing', async () => {
  const report = await scene.import(file(row('new-1'), row('new-2')));
  expect(report).toMatchObject({ seen: 2, created: 2, refused: {} });
  expect(await scene.customer('new-1')).toMatchObject({ email: 'new-1@example.com', first_name: 'Ada', phone_no: '+2348031234567' });
  expect(await scene.people().peek(accountPerson('clerk', 'new-2'))).toMatchObject({ bunceId: 'new-2', account: 'new-2' });
  expect(await scene.triggers()).toBe(0);
});

it('leaves alone on a second run what stands so already, and what comes twice', async () => {
  await scene.import(file(row('twice'), row('twice')));
  expect(await scene.import(file(row('twice')))).toMatchObject({ created: 0, completed: 0, leftAlone: { 'Bunce has it so already': 1 } });
});

it('completes a profile by the identity provider, never over a newer one', async () => {
  await scene.import(file(row('aged', { at: '2026-03-02T00:00:00Z' })));
  expect(await scene.import(file(row('aged', { first: 'Old', at: '2026-03-01T00:00:00Z' })))).toMatchObject({
    leftAlone: { 'a newer profile is known': 1 },
  });
  expect(await scene.import(file(row('aged', { first: 'New', at: '2026-03-03T00:00:00Z' })))).toMatchObject({ completed: 1 });
  expect(await scene.customer('aged')).toMatchObject({ first_name: 'New' });
});

it('fills gaps only where no time is known', async () => {
  await scene
    .client()
    .customers.create({ customer_id: 'gap', email: 'gap@example.com', first_name: 'Kept', last_name: 'Kept', phone_no: '+2348031234567' });
  expect(await scene.import(file(row('gap', { first: 'Other', at: '' })))).toMatchObject({ leftAlone: { 'Bunce has it so already': 1 } });
  expect(await scene.customer('gap')).toMatchObject({ first_name: 'Kept' });
});

it('adopts by its e-mail whom Bunce has, and leads another provider’s id there without writing', async () => {
  await scene.client().customers.create({
    customer_id: 'theirs',
    email: 'adopt@example.com',
    first_name: 'Own',
    last_name: 'Own',
    phone_no: '+2348031234567',
  });
  expect(await scene.import(file(row('cus_1', { email: 'adopt@example.com', first: 'Not' })), { provider: 'stripe' })).toMatchObject({
    adopted: 1,
  });
  const { owner = '' } = await scene.people().lookAgain(idKey('stripe', 'cus_1'));
  expect(await scene.people().peek(owner)).toMatchObject({ bunceId: 'theirs' });
  expect(await scene.customer('theirs')).toMatchObject({ first_name: 'Own' });
});

it('creates another provider’s newcomer under that provider’s id', async () => {
  expect(await scene.import(file(row('cus_2')), { provider: 'stripe' })).toMatchObject({ created: 1 });
  expect(await scene.customer('stripe:cus_2')).toMatchObject({ email: 'cus_2@example.com' });
});

it('leaves a tombstone alone', async () => {
  await scene.import(file(row('gone')));
  const lease = await scene.people().lease(accountPerson('clerk', 'gone'));
  if (lease === 'taken') throw new Error('taken');
  lease.learn({ erasedAt: Date.now() });
  await lease.release();
  expect(await scene.import(file(row('gone', { first: 'Back', at: '2030-01-01T00:00:00Z' })))).toMatchObject({ leftAlone: { erased: 1 } });
  expect(await scene.customer('gone')).toMatchObject({ first_name: 'Ada' });
});

it('refuses whom Bunce would, alone, and knows who they are all the same', async () => {
  const report = await scene.import(file(row('whole'), row('bare', { phone: '' })));
  expect(report).toMatchObject({ created: 1, refused: { 'Bunce requires phone_no': 1 }, listed: [{ number: 3 }] });
  expect((await scene.people().lookAgain(emailKey('bare@example.com'))).owner).toBe(accountPerson('clerk', 'bare'));
});

it('moves an account to its changed e-mail, at Bunce and in the directory', async () => {
  await scene.import(file(row('moves', { at: '2026-03-01T00:00:00Z' })));
  expect(await scene.import(file(row('moves', { email: 'moved@example.com' })))).toMatchObject({ completed: 1 });
  expect(await scene.customer('moves')).toMatchObject({ email: 'moved@example.com' });
  expect((await scene.people().lookAgain(emailKey('moves@example.com'))).owner).toBeUndefined();
  expect(await scene.people().peek(accountPerson('clerk', 'moves'))).toMatchObject({
    email: 'moved@example.com',
    marks: { [PROFILE]: Date.parse('2026-03-14T09:26:53Z') },
  });
});

it('goes on where it was left, each row once', async () => {
  const many = file(...Array.from({ length: 120 }, (_, index) => row(`many-${index}`)));
  const stop = new AbortController();
  let kept = keptNowhere();
  const noted: typeof kept = { ...kept, save: (state) => (stop.abort(), (kept = { ...kept, state })) };
  expect(await scene.import(many, { kept: noted, interrupted: stop.signal })).toMatchObject({ seen: 50, created: 50 });
  expect(await scene.import(many, { kept })).toMatchObject({ seen: 120, created: 120, leftAlone: {} });
});

it('takes a time from the future for one of now, which keeps out nothing that comes later', async () => {
  await scene.import(file(row('ahead', { at: '2099-01-01T00:00:00Z' })));
  const { marks } = (await scene.people().peek(accountPerson('clerk', 'ahead'))) ?? {};
  expect(marks?.[PROFILE]).toBeLessThan(Date.now() + 600_000);
});

it('refuses what no id or address can be, and whom Bunce refuses to be asked about, without the others', async () => {
  const long = 'x'.repeat(600);
  expect(
    await scene.import(
      file(row('fit'), row(long), row('lengthy', { email: `${long}@example.com` }), row('..', { email: 'dots@example.com' })),
    ),
  ).toMatchObject({
    created: 1,
    listed: [
      { number: 3 },
      { number: 4, why: 'the e-mail of the customer is longer than any is' },
      { number: 5, why: 'its id can stand in no URL' },
    ],
  });
  const { customers } = scene.client();
  const refusing: Customers = {
    ...customers,
    list(filter) {
      if (filter?.ids?.includes('sour')) throw new BunceError('refused', REFUSED);
      return customers.list(filter);
    },
  };
  expect(await scene.import(file(row('one'), row('two'), row('sour'), row('three')), { customers: refusing })).toMatchObject({
    created: 3,
    listed: [{ number: 4, why: 'Bunce refuses it: the query is odd' }],
  });
});

it('asks for fifty long names in as many questions as they need', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `${'n'.repeat(450)}-${index}`);
  expect(await scene.import(file(...names.map((name, index) => row(name, { email: `n${index}@example.com` }))))).toMatchObject({
    created: 50,
  });
});

it('says of a dry run what the run then does, also of what comes again far below', async () => {
  const again = ({ id, email }: { readonly id: number; readonly email: number }) => row(`dry-${id}`, { email: `dry-${email}@example.com` });
  const rows = file(...Array.from({ length: 60 }, (_, index) => again({ id: index, email: index % 55 })), again({ id: 1, email: 1 }));
  const ends = { created: 55, leftAlone: { 'Bunce has it so already': 1 }, refused: { [taken]: 5 } };
  expect(await scene.import(rows, { isDry: true })).toMatchObject(ends);
  expect(await scene.import(rows)).toMatchObject(ends);
});

it('gives up the address of a change that was parked, as the profile does', async () => {
  await scene.import(file(row('moving', { at: '2026-03-01T00:00:00Z' })));
  const lease = await scene.people().lease(accountPerson('clerk', 'moving'));
  if (lease === 'taken') throw new Error('taken');
  await scene.people().claim(emailKey('parked@example.com'), accountPerson('clerk', 'moving'));
  lease.learn({ coming: 'parked@example.com' });
  await lease.release();
  await scene.import(file(row('moving', { email: 'moved@example.com', at: '2026-03-02T00:00:00Z' })));
  expect((await scene.people().lookAgain(emailKey('parked@example.com'))).owner).toBeUndefined();
  expect(await scene.people().peek(accountPerson('clerk', 'moving'))).toMatchObject({ email: 'moved@example.com', coming: undefined });
});

it.each([
  { id: 'made', at: '2026-03-02T00:00:00Z', now: { email: 'made-now@example.com', coming: undefined }, left: undefined },
  {
    id: 'filled',
    at: '',
    now: { email: 'filled-old@example.com', coming: 'filled-parked@example.com' },
    left: accountPerson('clerk', 'filled'),
  },
])('gives up the addresses of an account that Bunce has not met as far as the list tells a time: $id', async ({ id, at, now, left }) => {
  const [people, person] = [scene.people(), accountPerson('clerk', id)];
  const lease = await people.lease(person, { account: id });
  if (lease === 'taken') throw new Error('taken');
  const [email, coming] = [`${id}-old@example.com`, `${id}-parked@example.com`];
  for (const each of [email, coming]) await people.claim(emailKey(each), person);
  lease.learn({ email, coming });
  await lease.release();
  expect(await scene.import(file(row(id, { email: `${id}-now@example.com`, at })))).toMatchObject({ created: 1 });
  for (const each of [email, coming]) expect((await scene.people().lookAgain(emailKey(each))).owner).toBe(left);
  expect(await scene.people().peek(person)).toMatchObject({ bunceId: id, ...now });
});
