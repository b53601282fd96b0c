import { expect, it } from 'vitest';

import { track } from '../../../shared/bunce/command.ts';
import { HOUR, person, reasons, signUp, TRIGGER, triggered } from './messages.ts';
import { openScene } from './scene.ts';
import { envelope } from './shop.ts';

it('sends what is over age when it is replayed', async () => {
  const scene = await openScene();
  const occurredAt = new Date(Date.now() - 2 * HOUR).toISOString();
  const old = envelope('clerk', track('payment_failed', { customer: person('a'), occurredAt, properties: { reason: 'no funds' } }));
  await scene.send({ ...old, generation: 1 });
  await scene.drain();
  expect(await reasons(scene)).toEqual([]);
  expect(await triggered(scene)).toEqual(['a']);
});

it.each([
  ['behind', [0, 1]],
  ['before', [1, 0]],
])('what is replayed is sent once, also %s a copy of what was parked, in one batch', async (_place, generations) => {
  const scene = await openScene();
  const message = signUp('a');
  await scene.fault({ path: TRIGGER, status: 422, body: { success: false, message: 'no' }, times: 1 });
  await scene.tell(message);
  for (const generation of generations) await scene.sendRaw(JSON.stringify({ ...message, generation }), 'g');
  await scene.invoke();
  expect(await triggered(scene)).toEqual(['a']);
  expect(await scene.invoke()).toBeUndefined();
});
