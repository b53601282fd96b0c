import { describe, expect, it } from 'vitest';

import { customer, type Customer, PRIVACY_REQUEST, setAttributes, track, upsert } from '../../../shared/bunce/command.ts';
import { ADA, ago, BISI, signedUp } from './ada.ts';
import { openScene, type Scene } from './scene.ts';
import { CONFIG, envelope } from './shop.ts';

const STORES = { providers: { clerk: {}, paystack: {}, stripe: {} } };
const WHOLE = { firstName: 'A', lastName: 'O', phone: '+2348031234567' };
const own = (id: string, over: Partial<Customer> = {}): Customer => ({ id, own: true, aliases: ['cus_1'], ...over });
const buys = (who: Customer, reference: string) =>
  track('purchase_completed', { customer: who, properties: { amount: 500, currency: 'NGN', reference } });
const pays = (who: Customer, reference: string) => envelope('stripe', buys(who, reference));
const claims = (id: string, who: Customer, reference: string) => envelope('paystack', buys({ ...who, claimedId: id }, reference));

const told = async (scene: Scene) =>
  (await scene.events()).map(({ name, customer_id: id, payload }) => [name, payload['Reference'], id].filter(Boolean).join(' '));
const settled = async (scene: Scene) => ({ back: await scene.invoke(), parked: await scene.parked() });
const NOTHING = { back: undefined, parked: [] };

describe('the id that the merchant’s server says, where the account has several', () => {
  it('is the account’s though it got the id after its sign-up', async () => {
    const scene = await openScene({ config: STORES });
    await scene.tell(signedUp(ADA, 60));
    const later = { ...ADA, id: 'u1', own: true as const, aliases: ['user_1'] };
    await scene.tell(envelope('clerk', upsert({ customer: later, occurredAt: ago(30) })));
    await scene.tell(pays(own('u1'), 'one'));
    await scene.tell(claims('u1', customer({ id: 'CUS_9', email: 'z@example.com' }), 'two'));
    expect(await told(scene)).toEqual(['Signed up user_1', 'Purchase one user_1', 'Purchase two user_1']);
    expect(await settled(scene)).toEqual(NOTHING);
  });

  it('may be the identity provider’s own, which is an alias there', async () => {
    const scene = await openScene({ config: STORES });
    await scene.tell(signedUp({ ...ADA, id: 'u1', own: true, aliases: ['user_1'] }, 60));
    await scene.tell(pays(own('user_1'), 'one'));
    expect(await told(scene)).toEqual(['Signed up u1', 'Purchase one u1']);
    expect(await settled(scene)).toEqual(NOTHING);
  });

  it('is found where the provider that says it is the identity provider, met before without it', async () => {
    const scene = await openScene({ config: { ...STORES, identity: 'stripe' } });
    const first = customer({ id: 'cus_1', email: 'ada@example.com', ...WHOLE });
    await scene.tell(envelope('stripe', upsert({ customer: first }), track('signed_up', { customer: first })));
    await scene.tell(pays(own('u1', { email: 'ada@example.com' }), 'one'));
    await scene.tell(envelope('paystack', buys({ id: 'u1', own: true, aliases: ['CUS_1'] }, 'two')));
    await scene.tell(pays(customer({ id: 'cus_1' }), 'three'));
    expect(await told(scene)).toEqual(['Signed up cus_1', 'Purchase one cus_1', 'Purchase two cus_1', 'Purchase three cus_1']);
    expect(await settled(scene)).toEqual(NOTHING);
  });
});

describe('the id that the merchant’s server says', () => {
  it('is nobody’s who was erased as a guest: the account is new', async () => {
    const scene = await openScene({ config: { ...STORES, events: { ...CONFIG.events, account_deleted: null } } });
    await scene.tell(pays(customer({ id: 'cus_1', email: 'ada@example.com', ...WHOLE }), 'one'));
    await scene.tell(envelope('stripe', track('account_deleted', { customer: { id: 'cus_1' }, properties: { reason: PRIVACY_REQUEST } })));
    await scene.tell(pays(own('user_1'), 'two'));
    expect((await told(scene)).at(-1)).toBe('Purchase two user_1');
  });

  it('of two ids that one provider’s customer had is the first’s: the other is another account', async () => {
    const scene = await openScene({ config: STORES });
    await scene.tell(pays(own('user_1'), 'one'));
    await scene.tell(pays(own('user_2'), 'two'));
    await scene.tell(pays(customer({ id: 'cus_1' }), 'three'));
    expect(await told(scene)).toEqual(['Purchase one user_1', 'Purchase two user_2', 'Purchase three user_1']);
  });

  it('leads to whom a payment at one provider and a refund at another name, in one batch with the sign-up', async () => {
    const scene = await openScene({ config: STORES });
    await scene.send(pays(own('user_1'), 'one'), signedUp(ADA, 30), pays(customer({ id: 'cus_1' }), 'two'));
    await scene.drain();
    expect((await told(scene)).toSorted()).toEqual(['Purchase one user_1', 'Purchase two user_1', 'Signed up user_1']);
    expect(await scene.customers()).toHaveLength(1);
  });

  it('takes neither attributes nor profile of an account that is known', async () => {
    const scene = await openScene({ config: STORES });
    await scene.tell(signedUp(ADA, 60));
    const before = await scene.customers();
    await scene.tell(envelope('stripe', upsert({ customer: own('user_1', { email: 'new@example.com', firstName: 'Typo' }) })));
    expect(await scene.customers()).toEqual(before);
    await scene.tell(pays(customer({ id: 'cus_2', email: 'new@example.com', ...WHOLE }), 'one'));
    expect((await told(scene)).at(-1)).toBe('Purchase one stripe:cus_2');
  });
});

describe('the id that a shopper’s browser may have written', () => {
  const thief = customer({ id: 'CUS_9', email: 'thief@example.com', ...WHOLE });

  it('leads to the account in the batch of its sign-up too', async () => {
    const scene = await openScene({ config: STORES });
    await scene.send(signedUp(ADA, 30), claims('user_1', thief, 'one'));
    await scene.drain();
    expect(await told(scene)).toEqual(['Signed up user_1', 'Purchase one user_1']);
    expect(await scene.customers()).toHaveLength(1);
  });

  it('leads to the account that was a guest’s', async () => {
    const scene = await openScene({ config: STORES });
    await scene.tell(pays(customer({ id: 'cus_1', email: 'ada@example.com', ...WHOLE }), 'zero'));
    await scene.tell(signedUp(ADA, 30));
    await scene.tell(claims('user_1', thief, 'one'));
    expect((await told(scene)).at(-1)).toBe('Purchase one stripe:cus_1');
  });

  it('leads to the account that the merchant’s server named elsewhere, and teaches nothing of the provider', async () => {
    const scene = await openScene({ config: { ...STORES, identity: undefined } });
    await scene.tell(pays(own('u1', { email: 'ada@example.com', ...WHOLE }), 'one'));
    await scene.tell(claims('u1', thief, 'two'));
    await scene.tell(envelope('paystack', buys(thief, 'three')));
    expect(await told(scene)).toEqual(['Purchase one u1', 'Purchase two u1', 'Purchase three paystack:CUS_9']);
  });

  it('erases nobody, by a privacy request neither', async () => {
    const scene = await openScene({ config: { ...STORES, events: { ...CONFIG.events, account_deleted: null } } });
    await scene.tell(signedUp(ADA, 60));
    const who = { ...thief, claimedId: 'user_1' };
    await scene.tell(
      envelope(
        'paystack',
        track('account_deleted', { customer: who, properties: { reason: PRIVACY_REQUEST } }),
        setAttributes({ customer: who, attributes: { identityStatus: 'failed' } }),
      ),
    );
    await scene.tell(claims('user_1', thief, 'one'));
    expect((await told(scene)).at(-1)).toBe('Purchase one user_1');
    expect((await scene.customers())[0]?.attributes).toEqual({});
  });

  it('leaves their record as it is between events that are really theirs, in one batch', async () => {
    const scene = await openScene({ config: STORES });
    await scene.tell(signedUp(ADA, 60), signedUp(BISI, 60));
    await scene.send(
      envelope('paystack', buys(customer({ id: 'CUS_1', email: 'ada@example.com' }), 'one')),
      claims('user_1', thief, 'two'),
      envelope('paystack', setAttributes({ customer: { ...thief, claimedId: 'user_1' }, attributes: { identityStatus: 'failed' } })),
      claims('user_1', customer({ id: 'CUS_2', email: 'bisi@example.com' }), 'three'),
      envelope('paystack', buys(customer({ id: 'CUS_1' }), 'four')),
    );
    await scene.drain();
    const purchases = (await told(scene)).filter((each) => each.startsWith('Purchase')).toSorted();
    expect(purchases).toEqual(['four', 'one', 'three', 'two'].map((each) => `Purchase ${each} user_1`));
    const ada = (await scene.customers()).find(({ customer_id: id }) => id === 'user_1');
    expect(Object.keys(ada?.attributes ?? {})).toEqual(['Last purchase at']);
    expect(scene.counts['idMismatch paystack']).toBe(1);
    await scene.tell(envelope('paystack', buys(thief, 'five')));
    expect((await told(scene)).at(-1)).toBe('Purchase five paystack:CUS_9');
  });
});
