import { expect, it } from 'vitest';

import type { TrackedEvent } from '../../../shared/bunce/event.ts';
import { bought } from './ada.ts';
import { signUp } from './messages.ts';
import { openScene } from './scene.ts';
import { CONFIG } from './shop.ts';

/** Trusts that there is a product, and there is none. */
const careless = ({ name, properties }: TrackedEvent): string => {
  if (name === 'purchase_completed' && properties.product === undefined) throw new TypeError('Cannot read ada@example.com of undefined');
  return name;
};

it('a function for a parameter that throws has its own event parked, at once', async () => {
  const events = { ...CONFIG.events, purchase_completed: { event: 'Purchase', parameters: { Reference: careless } } } as const;
  const scene = await openScene({ config: { events } });
  await scene.send(bought('one'), signUp('a'));
  expect(await scene.invoke()).toEqual([]);
  expect(await scene.parked()).toMatchObject([{ reason: 'rejected', detail: expect.stringMatching(/binding throws TypeError/) }]);
  expect((await scene.events()).map(({ name }) => name)).toEqual(['Signed up']);
  expect(scene.lines.join('\n')).not.toContain('ada@example.com');
});

it('a function for an attribute that throws is parked alone: its event is told, and the attributes of others are set', async () => {
  const events = {
    ...CONFIG.events,
    signed_up: { event: 'Signed up', parameters: { 'Signed up at': 'occurredAt' }, attributes: { 'Signed up by': 'customer.lastName' } },
    purchase_completed: { event: 'Purchase', parameters: { Reference: 'reference' }, attributes: { Odd: careless } },
  } as const;
  const scene = await openScene({ config: { events } });
  await scene.send(bought('one'), signUp('a'), signUp('b'));
  expect(await scene.invoke()).toEqual([]);
  expect(await scene.parked()).toMatchObject([{ reason: 'rejected', step: 'track-event' }]);
  expect((await scene.events()).map(({ name }) => name).toSorted()).toEqual(['Purchase', 'Signed up', 'Signed up']);
  const set = (await scene.customers()).flatMap(({ customer_id: id, attributes }) =>
    Object.keys(attributes).map((name) => `${id} ${name}`),
  );
  expect(set.toSorted()).toEqual(['a Signed up by', 'b Signed up by']);
});
