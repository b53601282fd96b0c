import { expect, it } from 'vitest';

import { devices, refund, signUp, TRIGGER } from './messages.ts';
import { openScene, type Scene } from './scene.ts';
import { envelope } from './shop.ts';
import { customer, track } from '../../../shared/bunce/command.ts';

const told = ({ lines }: Scene, id: string): readonly string[] =>
  lines
    .filter((line) => /^(delivered|parked|waiting|retry) /.test(line) && line.includes(`"${id}","provider"`) && line.includes(`"calls"`))
    .map(plain);
/** Without how long it took, and whose it is, by a fingerprint. */
const plain = (line: string): string => line.replace(/"ms":\d+/, '"ms":1').replace(/"person":"[0-9a-f]{32}"/, '"person":"…"');
const line = (outcome: string, { id, calls }: { readonly id: string; readonly calls: number }): string =>
  `${outcome} ${JSON.stringify({ correlation_id: id, provider: 'clerk', calls, ms: 1, person: '…' })}`;

it('a webhook is told once, with the calls that were asked in its name', async () => {
  const scene = await openScene();
  const [first, second] = [signUp('a'), signUp('b')];
  await scene.tell(first, second);
  expect(told(scene, first.id)).toEqual([line('delivered', { id: first.id, calls: 2 })]);
  expect(told(scene, second.id)).toEqual([line('delivered', { id: second.id, calls: 1 })]);
});

it('one that comes back is told each time, and what Bunce answered', async () => {
  const scene = await openScene();
  await scene.fault({ path: TRIGGER, status: 500, times: 1 });
  const event = refund('a');
  await scene.send(event);
  await scene.invoke();
  expect(told(scene, event.id)).toEqual([line('retry', { id: event.id, calls: 2 })]);
  const asked = { correlation_id: event.id, call: 'trigger-event', status: '500' };
  expect(scene.lines).toContainEqual(
    expect.stringMatching(`^asked Bunce ${JSON.stringify(asked).slice(0, -1)},"request":"[0-9a-f-]{36}"}$`),
  );
});

it('one of which a step is parked is parked', async () => {
  const scene = await openScene();
  await scene.fault({ path: '/customers/.*/devices', status: 422 });
  const event = envelope('clerk', devices('a'));
  await scene.tell(event);
  expect(told(scene, event.id)).toEqual([line('parked', { id: event.id, calls: 2 })]);
});

it('one that names nobody yet waits', async () => {
  const scene = await openScene();
  const event = envelope('paystack', track('refund_issued', { customer: customer({ id: '7' }) }));
  await scene.send(event);
  await scene.invoke();
  expect(scene.lines.map(plain)).toContainEqual(
    `waiting ${JSON.stringify({ correlation_id: event.id, provider: 'paystack', calls: 0, ms: 1 })}`,
  );
});

it('a batch of people costs one read of who they are and one of what was done for them', async () => {
  const scene = await openScene();
  const people = ['a', 'b', 'c', 'd', 'e'];
  await scene.tell(...people.map(signUp));
  const asked: string[] = [];
  scene.tables.middlewareStack.add((next, { commandName = '' }) => async (args) => {
    asked.push(commandName);
    return next(args);
  });
  await scene.send(...people.map(refund));
  await scene.invoke();
  const counts = Object.fromEntries([...Map.groupBy(asked, (name) => name)].map(([name, { length }]) => [name, length]));
  // Lease, `sending` and release; the notes go together.
  expect(counts).toEqual({ BatchGetItemCommand: 2, UpdateItemCommand: 3 * people.length, BatchWriteItemCommand: 1 });
});
