import { expect, it } from 'vitest';

import { accountPerson, emailKey } from '../../../functions/consumer/people/person-ref.ts';
import { customer, track, upsert } from '../../../shared/bunce/command.ts';
import { bought, profile, purchase, signedUp as signedUpBefore, TODAY } from './ada.ts';
import { forgetful, stayingAway } from './forgetful.ts';
import { openScene } from './scene.ts';
import { envelope } from './shop.ts';

const BISI = customer({ id: 'user_2', email: 'bisi@example.com', name: 'Bisi Ade Cole' });
const signedUp = (who = BISI) => envelope('clerk', upsert({ customer: who }), track('signed_up', { customer: who, occurredAt: TODAY }));
const HELD = { email: 'bisi@example.com', first_name: 'Bisi', last_name: 'Ade Cole' };

it('without a phone number is not created, but their event goes out with all that is known, and what is missing is counted', async () => {
  const scene = await openScene();
  await scene.send(signedUp());
  await scene.drain();
  expect(await scene.calls()).not.toContain('POST /customers 201');
  const [event] = await scene.events();
  expect(event).toMatchObject({ name: 'Signed up', payload: { customer: { ...HELD, customer_id: 'user_2' } } });
  expect(event?.payload['customer']).not.toHaveProperty('phone_no');
  expect(scene.counts).toMatchObject({ incomplete: 1, 'incomplete phone_no': 1 });
  expect(await scene.parked()).toEqual([]);
});

it.each(['which Bunce refuses', 'which the account has not defined'])(
  'gets their name by the replay of a sign-up %s, also where a purchase has made them known meanwhile',
  async (what) => {
    const scene = await openScene();
    const message = signedUp();
    if (what === 'which Bunce refuses') {
      await scene.fault({ path: '/events/trigger', status: 422, body: { success: false, message: 'no' }, times: 1 });
      await scene.tell(message);
    } else {
      await scene.send(message);
      await scene.invoke(({ catalogue }) => ({ catalogue: { ...catalogue, events: [] } }));
    }
    const [parked] = await scene.parked();
    expect(parked).toMatchObject({ step: 'track-event', envelope: { commands: message.commands } });
    expect(parked?.detail).toContain('; what it tells of the person is parked with it');
    await scene.tell(bought('one', customer({ id: 'CUS_1', email: 'bisi@example.com' })));
    expect(await scene.customers()).toMatchObject([{ customer_id: 'user_2', first_name: '' }]);
    await scene.tell(message);
    expect(await scene.customers()).toMatchObject([{ customer_id: 'user_2', first_name: '' }]);
    await scene.tell({ ...message, ...parked?.envelope, generation: 1 });
    expect(await scene.customers()).toMatchObject([{ ...HELD, customer_id: 'user_2' }]);
    expect((await scene.events()).map(({ name }) => name)).toEqual(['Purchase', 'Signed up']);
  },
);

it('keeps the address that they have moved to when their sign-up is replayed', async () => {
  const scene = await openScene();
  await scene.fault({ path: '/events/trigger', status: 422, body: { success: false, message: 'no' }, times: 1 });
  const message = signedUpBefore(BISI, 100);
  await scene.tell(message);
  const [parked] = await scene.parked();
  const moved = { ...BISI, email: 'new@example.com' };
  await scene.tell(profile(moved, 50));
  await scene.tell(bought('one', customer({ id: 'CUS_1', email: 'new@example.com' })));
  await scene.tell({ ...message, ...parked?.envelope, generation: 1 });
  await scene.tell(bought('two', customer({ id: 'CUS_2', email: 'new@example.com' })));
  expect(await scene.customers()).toMatchObject([{ ...HELD, customer_id: 'user_2', email: 'new@example.com' }]);
  expect((await scene.events()).map(({ customer_id: id }) => id)).toEqual(['user_2', 'user_2', 'user_2']);
});

it('who can be created is, whatever an event before found that must come back', async () => {
  const scene = await openScene();
  await scene.fault({ path: '/events/trigger', status: 422, body: { success: false, message: 'no' }, times: 1 });
  await scene.tell(signedUpBefore(BISI, 100));
  await scene.fault({ path: '/events/trigger', status: 503, times: 1 });
  await scene.send(bought('one', customer({ id: 'CUS_1', email: 'bisi@example.com' })), profile({ ...BISI, phone: '0803 123 4567' }, 50));
  await scene.invoke();
  expect(await scene.customers()).toMatchObject([{ ...HELD, customer_id: 'user_2', phone_no: '+2348031234567' }]);
  await scene.drain();
  expect(await scene.events()).toMatchObject([{ name: 'Purchase', customer_id: 'user_2' }]);
});

it('gets the placeholder of the config where there is no phone number, and only on creation', async () => {
  const scene = await openScene({ config: { placeholderPhone: '+2340000000000' } });
  await scene.send(signedUp());
  await scene.drain();
  expect(await scene.customers()).toMatchObject([{ ...HELD, customer_id: 'user_2', phone_no: '+2340000000000' }]);
  await scene.send(envelope('clerk', upsert({ customer: { ...BISI, phone: '0803 123 4567' } })));
  await scene.drain();
  await scene.send(envelope('clerk', upsert({ customer: { ...BISI, name: 'Bisi Cole' } })));
  await scene.drain();
  expect(await scene.customers()).toMatchObject([{ last_name: 'Cole', phone_no: '+2348031234567' }]);
});

it('with a phone number keeps it, whatever the placeholder', async () => {
  const scene = await openScene({ config: { placeholderPhone: '+2340000000000' } });
  await scene.send(signedUp({ ...BISI, phone: '024 123 4567', country: 'GH' }));
  await scene.drain();
  expect(await scene.customers()).toMatchObject([{ phone_no: '+233241234567' }]);
});

it('where customers may share an e-mail becomes a second customer beside one that somebody else made', async () => {
  const scene = await openScene({ switches: { sameEmail: 'accept' } });
  await scene.ask('/customers', { ...HELD, customer_id: 'legacy-7', phone_no: '+2348000000000' });
  await scene.tell(signedUp({ ...BISI, phone: '0803 123 4567' }));
  expect((await scene.customers()).map(({ customer_id: id }) => id)).toEqual(['legacy-7', 'user_2']);
  expect(await scene.events()).toMatchObject([{ customer_id: 'user_2' }]);
});

it('is told of under one id, whichever of theirs an event names, for nobody knows whether Bunce took the first one', async () => {
  const scene = await openScene();
  await scene.fault({ path: '/events/trigger', status: 520, times: 1 });
  const payer = (id: string) => customer({ id, email: 'bisi@example.com' });
  await scene.send(bought('one', payer('CUS_1')), bought('two', payer('CUS_2')));
  await scene.invoke();
  expect((await scene.events()).map(({ payload }) => payload['customer'])).toMatchObject([{ customer_id: 'paystack:CUS_1' }]);
});

it('who became an account is not told of under its id while Bunce has them as a guest', async () => {
  const scene = await openScene({ switches: { sameEmail: 'accept' } });
  await scene.tell(bought('one', customer({ id: 'CUS_1', email: 'bisi@example.com' })));
  await scene.fault({ path: '/customers', status: 503, times: 9 });
  await scene.send(signedUp());
  await scene.invoke();
  await scene.send(bought('two', customer({ id: 'CUS_1', email: 'bisi@example.com' })));
  await scene.invoke();
  await scene.mend();
  await scene.drain();
  expect(await scene.customers()).toMatchObject([{ customer_id: 'paystack:CUS_1', email: 'bisi@example.com' }]);
});

it('who was met as a guest before is looked for, also where their own sign-up had begun and died', async () => {
  const scene = await openScene({ switches: { sameEmail: 'accept' } });
  await scene.state.change({ pk: emailKey('bisi@example.com'), first: { p: accountPerson('clerk', 'user_2') } });
  await scene.fault({ path: '/events/trigger', times: 1, processedButLost: true });
  await scene.send(bought('one', customer({ id: 'CUS_1', email: 'bisi@example.com' })));
  // The purchase stays away until the sign-up is through.
  await scene.invoke(stayingAway);
  await scene.tell(signedUp({ ...BISI, phone: '0803 123 4567' }));
  expect(await scene.customers()).toMatchObject([{ ...HELD, customer_id: 'paystack:CUS_1' }]);
  expect((await scene.events()).map(({ name, customer_id: id }) => `${name} ${id}`)).toEqual([
    'Purchase paystack:CUS_1',
    'Signed up paystack:CUS_1',
  ]);
});

it('at an address that accounts share is addressed by id alone, also by the first event of theirs that is worked off', async () => {
  const scene = await openScene({ switches: { sameEmail: 'accept' } });
  const [ada, email] = [customer({ id: 'user_1', name: 'Ada Obi', phone: '0803 123 4567', email: BISI.email }), BISI.email ?? ''];
  await scene.tell(signedUp(ada));
  // The sign-up of user_2 came to the address and died before its lease.
  await scene.state.change({ pk: emailKey(email), set: { also: accountPerson('clerk', 'user_2') } });
  await scene.tell(signedUp({ ...BISI, id: 'user_3', phone: '0803 123 4567' }));
  await scene.tell(envelope('clerk', upsert({ customer: { ...ada, email: 'new@example.com' } })));
  await scene.send(bought('one', customer({ id: 'CUS_9', email })));
  await scene.invoke();
  expect((await scene.events()).map(({ name }) => name)).toEqual(['Signed up', 'Signed up']);
  expect(await scene.parked()).toEqual([]);
});

it.each(['kept', 'not kept'] as const)(
  'who was met as a guest, of which what was learnt was %s, is who the merchant’s server names then',
  async (ending) => {
    const scene = await openScene({ switches: { sameEmail: 'accept' }, config: { providers: { clerk: {}, paystack: {}, stripe: {} } } });
    await scene.state.change({ pk: emailKey('bisi@example.com'), first: { p: accountPerson('clerk', 'user_2') } });
    await scene.fault({ path: '/events/trigger', times: 1, processedButLost: true });
    await scene.send(bought('one', customer({ id: 'CUS_1', email: 'bisi@example.com' })));
    await scene.invoke(ending === 'kept' ? stayingAway : forgetful);
    scene.clock.ahead += 61_000;
    await scene.send(envelope('stripe', purchase('two', { ...customer({ id: 'user_2' }), own: true })));
    await scene.invoke();
    await scene.drain();
    await scene.tell(signedUp({ ...BISI, phone: '0803 123 4567' }));
    expect(await scene.parked()).toEqual([]);
    expect(await scene.customers()).toMatchObject([{ ...HELD, customer_id: 'paystack:CUS_1' }]);
  },
);
