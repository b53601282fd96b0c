import { expect, it } from 'vitest';

import type { Ports } from '../../../functions/consumer/consume.ts';
import { upsert } from '../../../shared/bunce/command.ts';
import { ADA, profile } from './ada.ts';
import { HOUR, person, reasons, signUp, TRIGGER, triggered } from './messages.ts';
import { openScene } from './scene.ts';
import { envelope } from './shop.ts';

const DAY = 24 * HOUR;

it('a message that met a wrong key for four days and then too many requests is delivered', async () => {
  const scene = await openScene();
  await scene.fault({ path: TRIGGER, status: 401, times: 1 });
  await scene.send(signUp('a'));
  await scene.invoke();
  scene.clock.ahead += 4 * DAY;
  await scene.fault({ path: TRIGGER, status: 429, times: 1 });
  await scene.drain();
  expect(await reasons(scene)).toEqual([]);
  expect(await triggered(scene)).toEqual(['a']);
});

it('a message behind one that is given up has days of its own from its own first failure', async () => {
  const scene = await openScene();
  await scene.fault({ path: '/customers', status: 500, times: 3 });
  await scene.send(envelope('clerk', upsert({ customer: person('a') })), signUp('a'));
  await scene.invoke();
  scene.clock.ahead += 3 * DAY + HOUR;
  await scene.invoke();
  expect(await scene.parked()).toMatchObject([{ reason: 'gave-up', step: 'upsert-customer', last: { status: 500 } }]);
  await scene.drain();
  expect(await triggered(scene)).toEqual(['a']);
});

it('a replay of what was given up has days of its own too', async () => {
  const scene = await openScene();
  const message = signUp('a');
  await scene.fault({ path: TRIGGER, status: 500, times: 3 });
  await scene.send(message);
  await scene.invoke();
  scene.clock.ahead += 3 * DAY + HOUR;
  await scene.invoke();
  expect(await reasons(scene)).toEqual(['gave-up']);
  await scene.tell({ ...message, generation: 1 });
  expect(await reasons(scene)).toEqual([]);
  expect(await triggered(scene)).toEqual(['a']);
});

it('a message that only ever met a person in somebody else’s hands is not given up before the queue would drop it', async () => {
  const scene = await openScene();
  await scene.send(signUp('a'));
  const busy: Parameters<typeof scene.invoke>[0] = ({ people }) => ({ people: { ...people, lease: async () => 'taken' } });
  await scene.invoke(busy);
  scene.clock.ahead += 12 * DAY;
  expect(await scene.invoke(busy)).toHaveLength(1);
  scene.clock.ahead += DAY + HOUR;
  expect(await scene.invoke(busy)).toEqual([]);
  expect(await scene.parked()).toMatchObject([{ reason: 'gave-up', detail: expect.stringContaining('14 days') }]);
});

it('what breaks before Bunce is asked, each time, counts as well', async () => {
  const scene = await openScene({ delivery: { giveUpAfter: 60 } });
  const breaking = ({ people }: Ports): Partial<Ports> => ({
    people: { ...people, claim: async () => Promise.reject(new Error('a bug')) },
  });
  await scene.tell(profile(ADA, 300));
  await scene.send(profile({ ...ADA, email: 'new@example.com' }, 200));
  await scene.invoke(breaking);
  scene.clock.ahead += 61_000;
  await scene.invoke(breaking);
  expect(await reasons(scene)).toEqual(['gave-up']);
});
