import { expect, it } from 'vitest';

import type { Ports } from '../../../functions/consumer/consume.ts';
import { emailKey } from '../../../functions/consumer/people/person-ref.ts';
import { customer, track, upsert } from '../../../shared/bunce/command.ts';
import { bought, purchase } from './ada.ts';
import { reasons, signUp, triggered } from './messages.ts';
import { openScene } from './scene.ts';
import { envelope } from './shop.ts';

it.each([
  ['e-mail', customer({ id: 'user_9', email: `${'x'.repeat(420_000)}@example.com`, firstName: 'A', lastName: 'B' })],
  ['id', customer({ id: 'x'.repeat(3000), email: 'x@example.com' })],
  ['id', customer({ id: 'user_9', aliases: ['x'.repeat(3000)] })],
])('an %s that DynamoDB does not take is parked alone, at once', async (what, who) => {
  const scene = await openScene();
  const huge = { ...envelope('clerk', upsert({ customer: who })), group: 'clerk:huge' };
  await scene.send(huge, signUp('a'), signUp('b'));
  expect(await scene.invoke()).toEqual([]);
  expect((await triggered(scene)).toSorted()).toEqual(['a', 'b']);
  expect(await scene.parked()).toMatchObject([{ id: huge.id, reason: 'rejected', detail: expect.stringContaining(what) }]);
});

it('what DynamoDB will never take of one person is parked alone, however it came there', async () => {
  const scene = await openScene();
  const tooLarge = Object.assign(new Error('item too large'), { name: 'ValidationException' });
  const claiming = ({ people }: Ports): Partial<Ports> => ({
    people: {
      ...people,
      claim: async (key, person) => (key === emailKey('a@example.com') ? Promise.reject(tooLarge) : people.claim(key, person)),
    },
  });
  await scene.send(signUp('a'), signUp('b'));
  expect(await scene.invoke(claiming)).toEqual([]);
  expect(await triggered(scene)).toEqual(['b']);
  expect(await reasons(scene)).toEqual(['rejected']);
});

it('of one webhook, the person whom Bunce refuses is parked alone', async () => {
  const scene = await openScene();
  const wrong = customer({ id: 'C2', email: 'ada..x@example.com', firstName: 'A', lastName: 'B', phone: '+2348031234567' });
  const message = envelope('paystack', purchase('x', customer({ id: 'C1', email: 'ok@example.com' })), purchase('y', wrong));
  await scene.tell(message);
  expect((await scene.events()).map(({ payload }) => payload['Reference'])).toEqual(['x']);
  const parked = await scene.parked();
  expect(parked).toMatchObject([{ reason: 'rejected', envelope: { commands: [{ id: message.commands[1]?.id }] } }]);
});

it('an odd address beside an id that is known goes to whom the id leads', async () => {
  const scene = await openScene();
  await scene.tell(
    bought('x', customer({ id: 'C1', email: 'ok@example.com' })),
    bought('y', customer({ id: 'C1', email: 'ada..x@example.com' })),
  );
  expect((await scene.events()).map(({ email }) => email)).toEqual(['ok@example.com', 'ok@example.com']);
  expect(await reasons(scene)).toEqual([]);
});

it('two hundred behind a poisoned head are delivered once it is parked', { timeout: 60_000 }, async () => {
  const scene = await openScene();
  await scene.simulate('settings', { requests: null });
  await scene.fault({ path: '/events/trigger', status: 422, times: 1 });
  const behind = Array.from({ length: 200 }, () => track('refund_issued', { customer: customer({ id: 'C1', email: 'ok@example.com' }) }));
  await scene.send(...behind.map((command) => envelope('paystack', command)));
  await scene.drain(60);
  expect(await scene.events()).toHaveLength(199);
  expect(await reasons(scene)).toEqual(['rejected']);
});
