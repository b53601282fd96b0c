import { expect, it } from 'vitest';

import { track } from '../../../shared/bunce/command.ts';
import { HOUR, person, reasons, triggered } from './messages.ts';
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
