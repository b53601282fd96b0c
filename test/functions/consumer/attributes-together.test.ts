import { describe, expect, it } from 'vitest';

import { track } from '../../../shared/bunce/command.ts';
import { person, TRIGGER } from './messages.ts';
import { openScene, type Scene } from './scene.ts';
import { envelope } from './shop.ts';

const ATTRIBUTES = '/attributes/customers';
const paid = (id: string, minute: number, provider = 'clerk') =>
  envelope(
    provider,
    track('purchase_completed', {
      customer: person(id),
      occurredAt: `2026-03-01T10:0${minute}:00.000Z`,
      properties: { amount: 100, currency: 'NGN' },
    }),
  );
const lastPurchase = async (scene: Scene) => (await scene.customers()).map(({ attributes }) => attributes['Last purchase at']);
const counted = async (scene: Scene, path: string) => (await scene.calls()).filter((call) => call.includes(path)).length;

describe('the attributes of several events of one person', () => {
  it('go in one call when the last event of the batch is told', async () => {
    const scene = await openScene();
    await scene.tell(paid('a', 1), paid('b', 1), paid('a', 3, 'paystack'));
    expect(await counted(scene, TRIGGER)).toBe(3);
    expect(await counted(scene, ATTRIBUTES)).toBe(1);
    expect(await lastPurchase(scene)).toEqual(['2026-03-01T10:03:00Z', '2026-03-01T10:01:00Z']);
  });

  it('of one group are set one after the other, for its order is strict', async () => {
    const scene = await openScene();
    await scene.tell(paid('a', 1), paid('a', 2));
    const calls = (await scene.calls()).map((call) => call.split(' ')[1]).filter((path) => path === TRIGGER || path === ATTRIBUTES);
    expect(calls).toEqual([TRIGGER, ATTRIBUTES, TRIGGER, ATTRIBUTES]);
  });

  it('are those of the newest event, in whatever order they come', async () => {
    const scene = await openScene();
    await scene.tell(paid('a', 5), paid('a', 2, 'paystack'));
    expect(await lastPurchase(scene)).toEqual(['2026-03-01T10:05:00Z']);
    expect(await scene.parked()).toEqual([]);
  });

  it('are set by the older event where Bunce refuses those of the newest', async () => {
    const scene = await openScene();
    await scene.fault({ rowErrors: { 0: 'no good' }, path: ATTRIBUTES, times: 1 });
    const [older, newer] = [paid('a', 1), paid('a', 2, 'paystack')];
    await scene.tell(older, newer);
    scene.clock.ahead += 3_600_000;
    await scene.drain();
    expect((await scene.parked()).map(({ id }) => id)).toEqual([newer.id]);
    expect(await lastPurchase(scene)).toEqual(['2026-03-01T10:01:00Z']);
    expect(await counted(scene, TRIGGER)).toBe(2);
  });
});
