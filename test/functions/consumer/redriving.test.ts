import { expect, it } from 'vitest';

import { packBody, type Parked } from '../../../shared/queue/parked.ts';
import { MESSAGE_LIMIT } from '../../../shared/queue/sender.ts';
import { customer, track } from '../../../shared/bunce/command.ts';
import { signUp, TRIGGER, triggered } from './messages.ts';
import { openScene } from './scene.ts';
import { envelope } from './shop.ts';

const unreadable: Parked = {
  v: 1,
  id: 'paystack/odd',
  provider: 'paystack',
  type: null,
  generation: 0,
  reason: 'unreadable',
  detail: 'data.id: expected number',
  parkedAt: '2026-03-14T10:00:00.000Z',
  firstReceivedAt: '2026-03-14T10:00:00.000Z',
  receiveCount: 0,
  step: 'map',
  version: 'test',
  raw: { body: packBody(Buffer.from('{}')), headers: {} },
};

it('delivers what the SQS console sends back from the dead-letter queue', async () => {
  const scene = await openScene();
  await scene.fault({ path: TRIGGER, status: 422, times: 1 });
  await scene.send(signUp('a'));
  await scene.drain();
  const [parked] = await scene.parked();
  await scene.sendRaw(JSON.stringify(parked), 'as the console has it');
  await scene.drain();
  expect(await triggered(scene)).toEqual(['a']);
});

it('parks again, with its own reason, what only a receiver can read', async () => {
  const scene = await openScene();
  await scene.sendRaw(JSON.stringify(unreadable), 'as the console has it');
  await scene.drain();
  expect(await scene.parked()).toEqual([{ ...unreadable, generation: 1 }]);
});

it('parks a message as long as SQS takes', async () => {
  const scene = await openScene();
  await scene.fault({ path: TRIGGER, status: 422, body: { success: false, message: 'too long' } });
  const long = envelope('paystack', track('payment_failed', { customer: customer({ id: 'a', email: 'a@example.com' }) }));
  const room = MESSAGE_LIMIT - Buffer.byteLength(JSON.stringify(long)) - 100;
  const [{ id, command } = { id: '', command: undefined }] = long.commands;
  if (command?.type !== 'track-event') throw new TypeError('expected an event');
  const event = { name: 'payment_failed' as const, properties: { reason: 'x'.repeat(room) } };
  await scene.send({ ...long, commands: [{ id, command: { ...command, event } }] });
  await scene.drain();
  expect(await scene.parked()).toMatchObject([{ id: long.id, reason: 'rejected', envelope: { commands: [{ id }] } }]);
});
