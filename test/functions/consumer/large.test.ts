import { expect, it } from 'vitest';

import type { Ports } from '../../../functions/consumer/consume.ts';
import { customer, track } from '../../../shared/bunce/command.ts';
import { ago, bought } from './ada.ts';
import { openScene } from './scene.ts';
import { envelope } from './shop.ts';

/** One webhook about so many people. */
const about = (count: number, letter: string) =>
  envelope(
    'paystack',
    ...Array.from({ length: count }, (_, index) =>
      track('payment_failed', {
        customer: customer({ id: `${letter}${index}`, email: `${letter}${index}@example.com`, firstName: 'Ada', lastName: 'Obi' }),
        occurredAt: ago(5),
        properties: { reason: 'the card will expire at the end of this month', reference: `SUB_${letter}_${index}`, plan: 'Monthly' },
      }),
    ),
  );

it('four webhooks about a thousand people each come to their first call in one invocation', { timeout: 120_000 }, async () => {
  const scene = await openScene();
  const asked: string[] = [];
  const silent = ({ caller }: Ports): Partial<Ports> => ({
    caller: {
      ...caller,
      ask: async ({ path }) => {
        asked.push(decodeURIComponent(path));
        return { kind: 'held', after: 0 };
      },
    },
  });
  const letters = ['a', 'b', 'c', 'd'];
  await scene.send(...letters.map((letter) => about(1000, letter)));
  expect(await scene.invoke(silent)).toHaveLength(4);
  for (const letter of letters) expect(asked[0]).toContain(`${letter}0@example.com`);
});

it('a webhook about many people keeps nobody else from being told, nor from their attributes', { timeout: 120_000 }, async () => {
  const scene = await openScene();
  await scene.simulate('settings', { requests: null });
  const many = about(150, 'r');
  await scene.send(many, bought('one'));
  expect(await scene.invoke()).toEqual([many.id]);
  const ada = (await scene.customers()).find(({ email }) => email === 'ada@example.com');
  expect((await scene.events()).map(({ name }) => name)).toContain('Purchase');
  expect(ada?.attributes).toHaveProperty('Last purchase at');
  await scene.drain(30);
  expect(new Set((await scene.events()).map(({ email }) => email)).size).toBe(151);
  expect(await scene.events()).toHaveLength(151);
});
