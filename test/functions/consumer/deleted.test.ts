import { describe, expect, it } from 'vitest';

import { addDevices, setAttributes, track } from '../../../shared/bunce/command.ts';
import { ADA, bought, BUYER, profile, signedUp, TODAY } from './ada.ts';
import { accountPerson } from '../../../functions/consumer/people/person-ref.ts';
import { personKey } from '../../../functions/consumer/state/person-item.ts';
import { openScene, type SceneOptions } from './scene.ts';
import { envelope } from './shop.ts';

const whole = { customer_id: 'user_1', email: 'ada@example.com', first_name: 'Ada', last_name: 'Obi' };

/** Bunce had Ada, and has nobody any more. */
async function emptied(options: SceneOptions = {}) {
  const scene = await openScene(options);
  await scene.tell(profile(ADA, 300));
  await scene.simulate('reset', { keep: ['definitions'] });
  return scene;
}

describe('who was deleted in Bunce’s dashboard', () => {
  it.each([
    ['a profile', () => profile(ADA, 100)],
    ['attributes', () => envelope('clerk', setAttributes({ customer: ADA, attributes: { identityStatus: 'verified' } }))],
    ['a push token', () => envelope('clerk', addDevices({ customer: ADA, devices: [{ type: 'ios', token: 'one' }] }))],
  ])('is made again for %s', async (_what, told) => {
    const scene = await emptied();
    await scene.tell(told());
    expect(await scene.customers()).toMatchObject([whole]);
    expect(await scene.parked()).toEqual([]);
  });

  it('is made again for attributes also where Bunce refuses the whole request', async () => {
    const scene = await emptied({ switches: { unknownInRow: 'request' } });
    await scene.tell(envelope('clerk', setAttributes({ customer: ADA, attributes: { identityStatus: 'verified' } })));
    expect(await scene.customers()).toMatchObject([{ ...whole, attributes: { Identity: 'verified' } }]);
    expect(await scene.parked()).toEqual([]);
  });

  it('is told of with the event that Bunce refused, by its replay', async () => {
    const scene = await emptied();
    await scene.fault({ path: '/events/trigger', status: 422, body: { success: false, message: 'no' }, times: 1 });
    const message = signedUp({ ...ADA, firstName: 'Adaeze', phone: undefined }, 100);
    await scene.tell(message);
    const [parked] = await scene.parked();
    await scene.tell(bought('one'));
    await scene.tell({ ...message, ...parked?.envelope, generation: 1 });
    expect(await scene.customers()).toMatchObject([{ ...whole, first_name: 'Adaeze' }]);
    expect(scene.counts).toMatchObject({ incomplete: 1 });
  });

  it('has what others tell of them arrive, and their name with the next profile', async () => {
    const scene = await emptied();
    await scene.tell(bought('one'));
    await scene.tell(profile({ ...ADA, firstName: 'Adaeze' }, 100));
    expect(await scene.events()).toMatchObject([{ customer_id: 'user_1', email: 'ada@example.com' }]);
    expect(await scene.customers()).toMatchObject([{ ...whole, first_name: 'Adaeze' }]);
    expect(await scene.parked()).toEqual([]);
  });
});

it('nobody is known behind another account of Bunce', async () => {
  const scene = await emptied();
  scene.behind.account = 'another';
  await scene.tell(envelope('clerk', track('signed_up', { customer: ADA, occurredAt: TODAY })));
  expect(await scene.customers()).toMatchObject([whole]);
  expect(await scene.events()).toMatchObject([{ customer_id: 'user_1' }]);
});

it('of whom a trigger finds nobody is asked for anew, once', async () => {
  const scene = await emptied();
  await scene.fault({ path: '/events/trigger', status: 404, body: { success: false, message: 'Customer not found' }, times: 1 });
  await scene.tell(envelope('clerk', track('signed_up', { customer: { id: 'user_1' }, occurredAt: TODAY })));
  expect(await scene.events()).toMatchObject([{ customer_id: 'user_1', email: 'ada@example.com' }]);
  expect(await scene.parked()).toEqual([]);
});

it('a trigger of which Bunce knows nothing, though it has the customer, is parked', async () => {
  const scene = await openScene();
  await scene.tell(profile(ADA, 300));
  await scene.fault({ path: '/events/trigger', status: 404, body: { success: false, message: 'Event not found' } });
  await scene.tell(bought('one'));
  expect((await scene.calls()).filter((call) => call.includes('trigger'))).toHaveLength(1);
  expect(await scene.parked()).toMatchObject([{ reason: 'rejected' }]);
});

it('whom one account of Bunce refused is not refused behind another', async () => {
  const scene = await openScene();
  await scene.tell(profile(ADA, 300));
  await scene.simulate('reset', { keep: ['definitions'] });
  await scene.state.change({ pk: personKey(accountPerson('clerk', 'user_1')), set: { r: true, o: true }, remove: ['b'] });
  scene.behind.account = 'another';
  await scene.tell(envelope('clerk', track('signed_up', { customer: { id: 'user_1' }, occurredAt: TODAY })));
  expect((await scene.events()).map(({ payload }) => payload['customer'])).toMatchObject([{ customer_id: 'user_1' }]);
  expect(await scene.parked()).toEqual([]);
});

it('who is named by id alone stays known where Bunce knows nothing of the event', async () => {
  const scene = await openScene({ switches: { sameEmail: 'accept' } });
  await scene.tell(profile(ADA, 300));
  await scene.tell(profile({ ...ADA, id: 'user_2' }, 200));
  await scene.fault({ path: '/events/trigger', status: 404, body: { success: false, message: 'Event not found' }, times: 1 });
  await scene.tell(envelope('paystack', track('signed_up', { customer: BUYER, occurredAt: TODAY })));
  await scene.tell(bought('one'));
  expect(await scene.parked()).toMatchObject([{ reason: 'rejected' }]);
  expect(await scene.events()).toMatchObject([{ name: 'Purchase', customer_id: 'user_1' }]);
});
