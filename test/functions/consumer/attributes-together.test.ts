import { describe, expect, it } from 'vitest';

import { track } from '../../../shared/bunce/command.ts';
import { person, refund, TRIGGER } from './messages.ts';
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
const told = async (scene: Scene) =>
  (await scene.calls()).flatMap((call) => (call.includes(TRIGGER) ? ['event'] : call.includes(ATTRIBUTES) ? ['attributes'] : []));
const counted = async (scene: Scene, path: string) => (await scene.calls()).filter((call) => call.includes(path)).length;

describe('the attributes of several events of one person', () => {
  it('go in one call when the last event of the batch is told', async () => {
    const scene = await openScene();
    await scene.tell(paid('a', 1), paid('b', 1), paid('a', 3, 'paystack'));
    expect(await counted(scene, TRIGGER)).toBe(3);
    expect(await counted(scene, ATTRIBUTES)).toBe(1);
    expect(await lastPurchase(scene)).toEqual(['2026-03-01T10:03:00Z', '2026-03-01T10:01:00Z']);
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

describe('the attributes of the next event of one group', () => {
  it('go in the place of those before it when they say the same anew, ahead of their own event', async () => {
    const scene = await openScene();
    await scene.tell(paid('a', 1), paid('a', 2));
    expect(await told(scene)).toEqual(['event', 'attributes', 'event']);
    expect(await lastPurchase(scene)).toEqual(['2026-03-01T10:02:00Z']);
  });

  it('pass no event of their group', async () => {
    const scene = await openScene();
    await scene.tell(paid('a', 1), refund('a'), paid('a', 2), paid('a', 3));
    expect(await told(scene)).toEqual(['event', 'attributes', 'event', 'event', 'attributes', 'event']);
    expect(await lastPurchase(scene)).toEqual(['2026-03-01T10:03:00Z']);
  });

  it('stay behind when they are not newer', async () => {
    const scene = await openScene();
    await scene.tell(paid('a', 2), paid('a', 1));
    expect(await told(scene)).toEqual(['event', 'attributes', 'event']);
    expect(await lastPurchase(scene)).toEqual(['2026-03-01T10:02:00Z']);
  });

  it('leave it to the older ones, before the next event is told, where Bunce refuses them', async () => {
    const scene = await openScene();
    await scene.fault({ rowErrors: { 0: 'no good' }, path: ATTRIBUTES, times: 1 });
    const [older, newer] = [paid('a', 1), paid('a', 2)];
    await scene.tell(older, newer);
    expect(await told(scene)).toEqual(['event', 'attributes', 'attributes', 'event']);
    expect((await scene.parked()).map(({ id }) => id)).toEqual([newer.id]);
    expect(await lastPurchase(scene)).toEqual(['2026-03-01T10:01:00Z']);
  });

  it.each([{ status: 502, processedButLost: true }, { status: 503 }])(
    'are not overwritten by those before them that come back alone: %j',
    async (fault) => {
      const scene = await openScene();
      await scene.fault({ path: ATTRIBUTES, times: 1, ...fault });
      await scene.send(paid('a', 1), paid('a', 2));
      await scene.invoke();
      await scene.invoke({}, 1);
      expect(await counted(scene, ATTRIBUTES)).toBe(1);
      await scene.drain();
      expect(await told(scene)).toEqual(['event', 'attributes', 'event', 'attributes']);
      expect(await lastPurchase(scene)).toEqual(['2026-03-01T10:02:00Z']);
    },
  );

  it('are not overwritten by those before them whose invocation died', async () => {
    const scene = await openScene();
    await scene.send(paid('a', 1), paid('a', 2));
    const dying = scene.invoke(({ caller }) => ({
      caller: {
        ...caller,
        ask: async (call, message) => {
          const reply = await caller.ask(call, message);
          return call.name === 'set-attributes' ? new Promise<never>(() => {}) : reply;
        },
      },
    }));
    await expect.poll(async () => counted(scene, ATTRIBUTES)).toBe(1);
    void dying;
    await scene.giveBack();
    scene.clock.ahead += 3_600_000;
    await scene.invoke({}, 1);
    await scene.drain();
    expect(await told(scene)).toEqual(['event', 'attributes', 'event', 'attributes']);
    expect(await lastPurchase(scene)).toEqual(['2026-03-01T10:02:00Z']);
  });

  it('stay where they are while somebody is to be erased', async () => {
    const scene = await openScene();
    const erased = envelope('clerk', track('account_deleted', { customer: person('a'), occurredAt: '2026-03-01T10:05:00.000Z' }));
    await scene.tell(paid('a', 1, 'paystack'), paid('a', 2, 'paystack'), erased);
    expect(await told(scene)).toEqual(['event', 'attributes', 'event', 'attributes']);
  });
});
