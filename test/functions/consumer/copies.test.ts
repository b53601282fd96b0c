import { describe, expect, it } from 'vitest';

import { customer, leave, PRIVACY_REQUEST, setAttributes, track, upsert } from '../../../shared/bunce/command.ts';
import type { Envelope } from '../../../shared/queue/envelope.ts';
import { ADA, ago, bought, BUYER, profile, signedUp } from './ada.ts';
import { forgetful } from './forgetful.ts';
import { openScene, type Scene } from './scene.ts';
import { envelope } from './shop.ts';

/** As the provider sent it again, so many seconds later than the first one came. */
const later = (message: Envelope, seconds: number): Envelope => ({ ...message, receivedAt: ago(-seconds) });

/** The queue drops a copy for five minutes; these come after that, in one group, in this order. */
const sendCopies = async (scene: Scene, ...messages: readonly Envelope[]): Promise<void> => {
  for (const message of messages) await scene.sendRaw(JSON.stringify(message), messages[0]?.group ?? '');
};
const attributes = async (scene: Scene) => (await scene.customers())[0]?.attributes;
const name = async (scene: Scene) => (await scene.customers())[0]?.first_name;

/** Neither has a time of its own. */
const fact = (identityStatus: string): Envelope => envelope('paystack', setAttributes({ customer: BUYER, attributes: { identityStatus } }));
const named = (firstName: string): Envelope => envelope('clerk', upsert({ customer: { ...ADA, firstName } }));

const AHEAD = '2099-01-01T00:00:00.000Z';

async function withAda(): Promise<Scene> {
  const scene = await openScene();
  await scene.tell(profile(ADA, 500));
  return scene;
}

describe('a copy of what has no time of its own', () => {
  it('writes nothing over what is newer than the first one', async () => {
    const scene = await withAda();
    const first = fact('failed');
    await scene.tell(first);
    await scene.tell(later(fact('verified'), 10));
    await sendCopies(scene, later(first, 20));
    await scene.drain();
    expect(await attributes(scene)).toMatchObject({ Identity: 'verified' });
  });

  it('overtakes neither the first one, whatever is lost on the way', async () => {
    const scene = await withAda();
    const first = fact('failed');
    await sendCopies(scene, first, later(first, 1));
    await scene.fault({ path: '/attributes/customers', status: 500, times: 1 });
    await scene.drain();
    expect(await attributes(scene)).toMatchObject({ Identity: 'failed' });
    expect(await scene.parked()).toEqual([]);
  });

  it('nor a newer one, where the first was itself overtaken', async () => {
    const scene = await withAda();
    const first = fact('failed');
    await sendCopies(scene, first, later(fact('pending'), 1));
    await scene.drain();
    await sendCopies(scene, later(fact('verified'), 10), later(first, 20));
    await scene.drain();
    expect(await attributes(scene)).toMatchObject({ Identity: 'verified' });
  });

  it('keeps no newer profile out that lies beside it', async () => {
    const scene = await openScene();
    const first = named('First');
    await scene.tell(first);
    await sendCopies(scene, later(named('Second'), 10), later(first, 20));
    await scene.drain();
    expect(await name(scene)).toBe('Second');
  });

  it('keeps none out either where both are from the future', async () => {
    const scene = await openScene();
    const ahead = (message: Envelope): Envelope => ({
      ...message,
      commands: message.commands.map(({ id, command }) => ({ id, command: { ...command, occurredAt: AHEAD } })),
    });
    const first = ahead(named('First'));
    await sendCopies(scene, first, ahead(later(named('Second'), 1)), later(first, 2));
    await scene.drain();
    expect(await name(scene)).toBe('Second');
  });
});

it('a copy of a request by e-mail erases nobody who has taken the address since', async () => {
  const scene = await openScene();
  const { email } = ADA;
  const request = envelope('paystack', leave({ customer: customer({ email }), reason: PRIVACY_REQUEST }));
  await scene.tell(bought('one', customer({ email })));
  await scene.tell(request);
  await scene.tell(signedUp(ADA, 10));
  await sendCopies(scene, request);
  await scene.drain();
  await scene.tell(profile({ ...ADA, firstName: 'Adaeze' }, 5));
  expect(await name(scene)).toBe('Adaeze');
});

describe('attributes that were written and not kept of their person', () => {
  const at = (occurredAt: string, reference: string): Envelope =>
    envelope(
      'paystack',
      track('purchase_completed', { customer: BUYER, occurredAt, properties: { amount: 5, currency: 'NGN', reference } }),
    );
  const lastPurchase = async (scene: Scene) => (await attributes(scene))?.['Last purchase at'];
  const inSeconds = (time: string): string => `${time.slice(0, 19)}Z`;

  /** One invocation after which nothing is kept of the person, and what it was about comes back. */
  async function forget(scene: Scene, ...messages: readonly Envelope[]): Promise<void> {
    for (const message of messages) await scene.sendRaw(JSON.stringify(message), message.id);
    await scene.invoke(forgetful);
    scene.clock.ahead += 61_000;
  }
  const comesBack = async (scene: Scene, message: Envelope): Promise<void> => {
    await scene.sendRaw(JSON.stringify(message), `again ${message.id}`);
    await scene.drain();
  };

  it('are written again over older ones that came in between, and no event is told twice', async () => {
    const scene = await openScene();
    const [then, since] = [ago(200), ago(100)];
    const newer = at(since, 'two');
    await forget(scene, newer);
    await scene.tell({ ...at(then, 'one'), group: 'beside' });
    expect(await lastPurchase(scene)).toBe(inSeconds(then));
    await comesBack(scene, newer);
    expect(await lastPurchase(scene)).toBe(inSeconds(since));
    expect((await scene.events()).length).toBe(2);
  });

  it('are as new as they were, also from the future', async () => {
    const scene = await withAda();
    const [older, newer] = [at(ago(100), 'one'), at(AHEAD, 'two')];
    await forget(scene, older);
    await forget(scene, newer);
    await comesBack(scene, older);
    await comesBack(scene, newer);
    expect(await lastPurchase(scene)).toBe(inSeconds(new Date(Date.parse(newer.receivedAt) + 300_000).toISOString()));
  });

  it('go over nothing that was written in their place', async () => {
    const scene = await withAda();
    const since = ago(100);
    const [older, newer] = [at(ago(200), 'one'), at(since, 'two')];
    await forget(scene, older, newer);
    await comesBack(scene, older);
    expect(await lastPurchase(scene)).toBe(inSeconds(since));
  });
});
