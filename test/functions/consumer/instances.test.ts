import { describe, expect, it } from 'vitest';

import { customer, track, upsert } from '../../../shared/bunce/command.ts';
import { ADA, ago, BISI, bought, profile, signedUp } from './ada.ts';
import { during } from './instances.ts';
import { reasons, refund, signUp, triggered } from './messages.ts';
import { openScene, type Scene } from './scene.ts';
import { CONFIG, envelope } from './shop.ts';

const NAMELESS = customer({ id: 'user_1', email: 'ada@example.com' });
const DELETING = { events: { ...CONFIG.events, account_deleted: { event: 'Deleted', parameters: { At: 'occurredAt' } } } } as const;

const names = async (scene: Scene) => (await scene.customers()).map(({ first_name: first, last_name: last }) => `${first} ${last}`);
const told = async (scene: Scene) => (await scene.events()).map(({ name }) => name).toSorted();

describe('the sign-up and the purchase of a newcomer', () => {
  const [joining, buying] = [() => signedUp(ADA, 30), () => bought('one')];

  it.each([
    ['sign-up first', [joining, buying]],
    ['purchase first', [buying, joining]],
  ])('in one batch make one customer with the account’s name (%s)', async (_order, made) => {
    const scene = await openScene();
    await scene.send(...made.map((make) => make()));
    expect(await scene.invoke()).toEqual([]);
    expect(await names(scene)).toEqual(['Ada Obi']);
    expect(await told(scene)).toEqual(['Purchase', 'Signed up']);
  });

  it.each([
    ['the purchase while the account is made', 'create-customer', [joining, buying]],
    ['the purchase while the sign-up is told', 'trigger-event', [joining, buying]],
    ['the sign-up while the payer is looked for', 'find-customers', [buying, joining]],
    ['the sign-up while the purchase is told', 'trigger-event', [buying, joining]],
    ['the sign-up while attributes are set', 'set-attributes', [buying, joining]],
  ] as const)('in two instances make one customer with the account’s name: %s', async (_when, before, [first, second]) => {
    const scene = await openScene();
    await scene.send(first());
    const other = async () => {
      await scene.send(second());
      expect(await scene.invoke()).toHaveLength(1);
    };
    await scene.invoke(during({ before, other }));
    await scene.drain();
    expect(await names(scene)).toEqual(['Ada Obi']);
    expect(await told(scene)).toEqual(['Purchase', 'Signed up']);
    expect(await scene.parked()).toEqual([]);
  });

  it('make one person of whom Bunce must hear inside a trigger, whoever comes first', async () => {
    const scene = await openScene();
    await scene.send(envelope('clerk', track('signed_up', { customer: NAMELESS })), bought('one'));
    await scene.drain();
    expect(await told(scene)).toEqual(['Purchase', 'Signed up']);
    expect(await scene.customers()).toHaveLength(1);
  });

  it('lead to an account that no shop erases', async () => {
    const scene = await openScene({ config: DELETING });
    await scene.send(bought('one'));
    const other = async () => {
      await scene.send(signedUp(ADA, 30));
      await scene.invoke();
    };
    await scene.invoke(during({ before: 'trigger-event', other }));
    await scene.drain();
    await scene.tell(envelope('paystack', track('account_deleted', { customer: { id: 'CUS_1' } })));
    expect(scene.counts['forgotten']).toBeUndefined();
    await scene.tell(bought('two'));
    expect((await scene.events()).at(-1)).toMatchObject({ name: 'Purchase', email: 'ada@example.com' });
  });
});

describe('a person in the hands of another instance', () => {
  it('is waited for 2 to 5 seconds, more at every try up to 40, and that is no failure', async () => {
    const scene = await openScene();
    await scene.tell(signedUp(ADA, 300));
    await scene.send(profile({ ...ADA, firstName: 'Adaeze' }, 200));
    const other = async () => {
      await scene.send(bought('one'));
      for (let round = 0; round < 14; round += 1) await scene.invoke();
    };
    await scene.invoke(during({ before: 'update-customer', other }));
    expect(scene.hidden[0]).toBeGreaterThanOrEqual(2);
    expect(scene.hidden[0]).toBeLessThanOrEqual(5);
    expect(scene.hidden.at(-1)).toBe(40);
    await scene.drain();
    expect(await scene.parked()).toEqual([]);
    expect(await triggered(scene)).toEqual(['user_1', 'user_1']);
  });

  it('who is erased there is erased for what is in hand here', async () => {
    const scene = await openScene({ config: DELETING });
    await scene.send(bought('one'));
    const gone = envelope('clerk', track('account_deleted', { customer: { id: 'user_1', email: 'ada@example.com' }, occurredAt: ago(1) }));
    const other = async () => {
      await scene.send(gone);
      await scene.invoke();
    };
    await scene.invoke(during({ before: 'trigger-event', other }));
    await scene.drain();
    expect(scene.counts['forgotten']).toBe(1);
    await scene.tell(bought('two'));
    expect(scene.counts['erased']).toBe(2);
    expect(await told(scene)).toEqual(['Deleted', 'Purchase']);
  });
});

describe('one webhook about several people', () => {
  it('does not overwrite what another instance learns of one of them meanwhile', async () => {
    const scene = await openScene();
    await scene.tell(profile(ADA, 500), profile(BISI, 500));
    const both = [ADA, BISI].map((who) => upsert({ customer: { ...who, firstName: 'Old' }, occurredAt: ago(100) }));
    await scene.send(envelope('clerk', ...both));
    const other = async () => {
      await scene.send(profile({ ...ADA, firstName: 'New' }, 50));
      await scene.invoke();
    };
    await scene.invoke(during({ before: 'update-customer', other }));
    await scene.drain();
    expect((await scene.customers()).map(({ first_name: name }) => name)).toEqual(['New', 'Old']);
  });

  it('and one about the same in the other order end, in one batch and in two instances', async () => {
    const scene = await openScene();
    const about = (...people: readonly (typeof ADA)[]) =>
      envelope('clerk', ...people.map((who) => track('signed_up', { customer: who, occurredAt: ago(10) })));
    await scene.send(about(ADA, BISI), about(BISI, ADA));
    expect(await scene.invoke()).toEqual([]);
    await scene.send(about(ADA, BISI));
    const other = async () => {
      await scene.send(about(BISI, ADA));
      await scene.invoke();
    };
    await scene.invoke(during({ before: 'trigger-event', other }));
    await scene.drain();
    expect((await triggered(scene)).toSorted()).toEqual([...Array(4).fill('user_1'), ...Array(4).fill('user_2')]);
  });
});

describe('two copies of one webhook in two groups and two instances', () => {
  it.each([
    ['retry', signUp('a')],
    ['park', refund('a')],
  ])('are told once, and nothing is parked (onAmbiguous: %s)', async (_policy, message) => {
    const scene = await openScene();
    await scene.sendRaw(JSON.stringify({ ...message, group: 'another' }), 'another');
    const other = async () => {
      await scene.send(message);
      await scene.invoke();
    };
    await scene.invoke(during({ before: 'trigger-event', other, claimed: true }));
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a']);
    expect(await reasons(scene)).toEqual([]);
    expect(scene.counts['ambiguous']).toBeUndefined();
  });
});
