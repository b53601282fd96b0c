import { describe, expect, it } from 'vitest';

import { setAttributes, track } from '../../../shared/bunce/command.ts';
import { ADA, ago, BUYER, profile } from './ada.ts';
import { openScene, type Scene } from './scene.ts';
import { envelope } from './shop.ts';

const names = async (scene: Scene) => (await scene.customers()).map(({ customer_id: id, first_name: name }) => `${id} ${name}`);
const later = <Message extends { readonly receivedAt: string }>(message: Message, seconds: number): Message => ({
  ...message,
  receivedAt: ago(-seconds),
});

describe('a profile', () => {
  it('that is older does not overwrite, also under a new id of the same account', async () => {
    const scene = await openScene();
    await scene.tell(profile(ADA, 300));
    await scene.tell(profile({ ...ADA, id: 'own-1', aliases: ['user_1'], firstName: 'Newest' }, 100));
    await scene.tell(profile({ ...ADA, firstName: 'Stale' }, 200));
    expect(await names(scene)).toEqual(['user_1 Newest']);
    expect(scene.counts['stale profile']).toBe(1);
  });

  it('of the year 2099 is overwritten by what comes five minutes after it', async () => {
    const scene = await openScene();
    await scene.tell(profile(ADA, 500));
    await scene.tell(envelopeOf2099());
    expect(await names(scene)).toEqual(['user_1 Future']);
    await scene.tell(later(profile({ ...ADA, firstName: 'Current' }, -301), 302));
    expect(await names(scene)).toEqual(['user_1 Current']);
    expect(await scene.parked()).toEqual([]);
  });

  it('of the year 2099 that comes once more, later, is not the newer one for that', async () => {
    const scene = await openScene();
    const first = envelopeOf2099();
    await scene.tell(first);
    await scene.tell(later(envelopeOf2099('Second'), 1));
    await scene.sendRaw(JSON.stringify(later(first, 60)), 'copies');
    await scene.drain();
    expect(await names(scene)).toEqual(['user_1 Second']);
  });
});

const envelopeOf2099 = (firstName = 'Future') => {
  const message = profile({ ...ADA, firstName }, 0);
  const commands = message.commands.map(({ id, command }) => ({ id, command: { ...command, occurredAt: '2099-01-01T00:00:00.000Z' } }));
  return { ...message, commands };
};

describe('an attribute', () => {
  const at = (occurredAt: string, reference: string) =>
    envelope(
      'paystack',
      track('purchase_completed', { customer: BUYER, occurredAt, properties: { amount: 5, currency: 'NGN', reference } }),
    );
  const lastPurchase = async (scene: Scene) => (await scene.customers())[0]?.attributes['Last purchase at'];

  it('of the year 2099 is the time of its receipt and five minutes, and what comes after that overwrites it', async () => {
    const scene = await openScene();
    const future = at('2099-01-01T00:00:00.000Z', 'one');
    await scene.tell(future);
    const ahead = new Date(Date.parse(future.receivedAt) + 300_000).toISOString();
    expect(await lastPurchase(scene)).toBe(`${ahead.slice(0, 19)}Z`);
    const now = ago(-400);
    await scene.tell(later(at(now, 'two'), 401));
    expect(await lastPurchase(scene)).toBe(`${now.slice(0, 19)}Z`);
  });

  it('is told by an id of another provider and by the account: one mark', async () => {
    const scene = await openScene();
    await scene.tell(profile(ADA, 500), at(ago(300), 'zero'));
    const fact = (who: typeof ADA, identityStatus: string, seconds: number) =>
      setAttributes({ customer: who, attributes: { identityStatus }, occurredAt: ago(seconds) });
    await scene.tell(envelope('clerk', fact(ADA, 'verified', 100)));
    await scene.tell(envelope('paystack', fact(BUYER, 'pending', 200)));
    expect((await scene.customers())[0]?.attributes).toMatchObject({ Identity: 'verified' });
    expect(scene.counts['stale attribute']).toBe(1);
  });
});
