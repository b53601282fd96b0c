import { expect, it } from 'vitest';

import { customer, track, upsert } from '../../../shared/bunce/command.ts';
import { TODAY } from './ada.ts';
import { TRIGGER } from './messages.ts';
import { openScene } from './scene.ts';
import { envelope } from './shop.ts';

const at = (hour: number): string => TODAY.replace(/T\d\d/, `T${String(hour).padStart(2, '0')}`);
const bisi = (name: string) => customer({ id: 'user_2', email: 'bisi@example.com', name });
const updated = (name: string, hour: number) => {
  const facts = { customer: bisi(name), occurredAt: at(hour) };
  return envelope('clerk', upsert(facts), track('signed_up', facts));
};

it('a profile that only its event could have carried is parked with the event, and comes back with it', async () => {
  const scene = await openScene();
  await scene.fault({ path: TRIGGER, status: 422, times: 1 });
  const message = updated('Bisi Ade', 9);
  await scene.send(message);
  await scene.drain();
  expect(await scene.customers()).toEqual([]);
  const [parked, ...others] = await scene.parked();
  expect(others).toEqual([]);
  expect(parked).toMatchObject({ reason: 'rejected', detail: expect.stringContaining('without phone_no') });
  expect(parked?.envelope?.commands).toEqual(message.commands);
  await scene.send({ ...message, generation: 1 });
  await scene.drain();
  expect(await scene.customers()).toMatchObject([{ email: 'bisi@example.com', last_name: 'Ade' }]);
});

it('a profile that Bunce never took does not keep an older one out', async () => {
  const scene = await openScene();
  await scene.send(envelope('clerk', upsert({ customer: bisi('Bisi Cole'), occurredAt: at(10) })));
  await scene.drain();
  expect(await scene.customers()).toEqual([]);
  await scene.send(envelope('clerk', upsert({ customer: { ...bisi('Bisi Ade'), phone: '0803 123 4567' }, occurredAt: at(9) })));
  await scene.drain();
  expect(await scene.customers()).toMatchObject([{ last_name: 'Ade' }]);
});
