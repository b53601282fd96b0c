import { expect, it } from 'vitest';

import { type Customer, customer, track } from '../../../shared/bunce/command.ts';
import { accountPerson } from '../../../functions/consumer/people/person-ref.ts';
import { ADA, BUYER, bought, OLD, profile, purchase, signedUp } from './ada.ts';
import { openScene, type Scene } from './scene.ts';
import { envelope } from './shop.ts';

const STORES = { providers: { clerk: {}, paystack: {}, stripe: {} } };
const own = (id: string): Customer => ({ ...customer({ id, email: 'ada@example.com' }), own: true, aliases: ['cus_1'] });
const told = async (scene: Scene) => (await scene.events()).map(({ name, customer_id: id }) => `${name} ${id}`);

/** Bunce had the account's customer before us, and a guest has been led to it by its e-mail. */
async function adopted() {
  const scene = await openScene({ config: STORES });
  await scene.ask('/customers', { ...OLD, customer_id: 'user_1' });
  await scene.tell(bought('one', customer({ email: 'ada@example.com' })));
  return scene;
}

it.each([
  ['an event that names the id alone', () => envelope('clerk', track('refund_issued', { customer: { id: 'user_1' } })), 'Refund user_1'],
  ['a profile with another e-mail', () => signedUp({ ...ADA, email: 'new@example.com' }, 60), 'Signed up user_1'],
  ['the merchant’s server', () => envelope('stripe', purchase('two', own('user_1'))), 'Purchase user_1'],
])('a customer that a guest was led to is the account’s whose id it has, when it comes by %s', async (_how, comes, wanted) => {
  const scene = await adopted();
  await scene.tell(comes());
  await scene.tell(envelope('clerk', track('refund_issued', { customer: { id: 'user_1' } })));
  expect(await told(scene)).toEqual(['Purchase user_1', wanted, 'Refund user_1']);
  expect(await scene.parked()).toEqual([]);
  expect(await scene.customers()).toHaveLength(1);
});

it('an account whose sign-up died after a guest became it, and before its id led to them, is one customer', async () => {
  const scene = await openScene({ config: STORES });
  await scene.tell(bought('one', BUYER));
  const [guest] = await scene.people();
  await scene.state.change({ pk: guest ?? '', set: { a: 'user_1' } });
  await scene.tell(envelope('stripe', purchase('two', { id: 'user_1', own: true })));
  await scene.tell(signedUp(ADA, 60));
  await scene.tell(bought('three', customer({ email: 'ada@example.com' })));
  expect((await told(scene)).slice(1)).toEqual(['Purchase user_1', 'Signed up user_1', 'Purchase user_1']);
  expect(await scene.parked()).toEqual([]);
});

it('a guest whom a payment made an account that another person is by now leads there', async () => {
  const scene = await openScene({ config: STORES });
  await scene.tell(envelope('stripe', purchase('one', customer({ id: 'cus_1', email: 'g@example.com' }))));
  const [guest] = await scene.people();
  await scene.state.change({ pk: guest ?? '', set: { a: 'user_1' } });
  await scene.tell(profile(ADA, 60));
  expect(await scene.people()).toContain(`person#${accountPerson('clerk', 'user_1')}`);
  await scene.tell(envelope('stripe', purchase('two', own('user_1'))));
  await scene.tell(envelope('stripe', track('refund_issued', { customer: { id: 'cus_1' } })));
  expect((await told(scene)).slice(1)).toEqual(['Purchase user_1', 'Refund user_1']);
});

it('is the account’s also where the account was heard of before the guest, and Bunce was out of reach', async () => {
  const scene = await openScene({ config: STORES });
  await scene.ask('/customers', { ...OLD, customer_id: 'user_1' });
  await scene.fault({ path: '/customers', status: 503, times: 1 });
  const comes = signedUp({ ...ADA, phone: undefined, email: 'new@example.com' }, 60);
  await scene.send(comes);
  await scene.invoke();
  await scene.tell(bought('one', customer({ email: 'ada@example.com' })));
  await scene.drain();
  expect((await told(scene)).toSorted()).toEqual(['Purchase user_1', 'Signed up user_1']);
  expect(await scene.parked()).toEqual([]);
  expect(await scene.customers()).toHaveLength(1);
});

it('a guest’s own customer is nobody’s who calls their account by its id', async () => {
  const scene = await openScene({ config: STORES });
  await scene.tell(bought('one', { ...BUYER, phone: '0803 123 4567' }));
  const [guest] = await scene.customers();
  await scene.tell(signedUp(customer({ ...ADA, id: guest?.customer_id, email: 'thief@example.com' }), 60));
  expect(await scene.customers()).toMatchObject([{ customer_id: 'paystack:CUS_1', email: 'ada@example.com', first_name: 'A.' }]);
  await scene.tell(bought('two'));
  expect(await told(scene)).toEqual(['Purchase paystack:CUS_1', 'Purchase paystack:CUS_1']);
});
