import { describe, expect, it } from 'vitest';

import { accountPerson, emailKey, idKey, type PersonRef } from '../../../../functions/consumer/people/person-ref.ts';
import { leasePerson } from '../../../../functions/consumer/state/lease-person.ts';
import { customer } from '../../../../shared/bunce/command.ts';
import type { Table } from '../../../../shared/runtime/table.ts';
import { openState } from '../tables.ts';
import { held, instance, leaseIn, named } from './instance.ts';

const X = 'x@example.com';
const account = (id: string, email?: string) => named('clerk', customer({ id, email }), id);
const guest = (id: string, email?: string) => named('paystack', customer({ id, email }), id);

/** Leases, learns and lets go in an invocation of its own; the person as they stood under the lease. */
async function meet(state: Table, ref: PersonRef, learning: object = {}) {
  const lease = held(await leaseIn(instance(state, crypto.randomUUID()), ref));
  const { person } = lease;
  lease.learn(learning);
  await lease.release();
  return person;
}
const ownerOf = async (state: Table, key: string) => (await instance(state, 'reader').lookAgain(key)).owner;
const holdersOf = async (state: Table, key: string) => {
  const { owner, also } = await instance(state, 'reader').lookAgain(key);
  return [owner, ...also];
};

describe('a newcomer of another provider', () => {
  it('is a person of the webhook, to whom the address and the id lead from then on', async () => {
    const state = await openState();
    const ref = guest('CUS_1', X);
    const { id, account: none } = await meet(state, ref);
    expect([id, none]).toEqual([ref.newId, undefined]);
    expect(await ownerOf(state, emailKey(X))).toBe(id);
    expect(await ownerOf(state, idKey('paystack', 'CUS_1'))).toBe(id);
    expect((await meet(state, guest('CUS_1'))).id).toBe(id);
    expect((await meet(state, named('shopify', customer({ email: X }), 'other'))).id).toBe(id);
  });

  it('is unknown by an id alone', async () => {
    expect(await leaseIn(instance(await openState(), 'one'), guest('CUS_1'))).toBe('unknown');
  });

  it('whom two invocations meet at once is one person: the loser takes the winner', async () => {
    const state = await openState();
    const refs = [guest('CUS_1', X), named('shopify', customer({ id: '7', email: X }), 'other')];
    const people = refs.map((_, index) => instance(state, `${index}`));
    await Promise.all(people.map(async (each) => each.load([emailKey(X)])));
    const leases = await Promise.all(refs.map(async (ref, index) => leaseIn(people[index]!, ref)));
    expect(leases.filter((lease) => lease === 'taken')).toHaveLength(1);
    await held(leases.find((lease) => lease !== 'taken')).release();
    const ids = [];
    for (const ref of refs) ids.push((await meet(state, ref)).id);
    expect(new Set(ids).size).toBe(1);
  });

  it('whose invocation died between alias and lease is the same person for the next', async () => {
    const state = await openState();
    await instance(state, 'dead').claim(emailKey(X), 'begun');
    expect((await meet(state, guest('CUS_1', X))).id).toBe('begun');
  });

  it('whose invocation died when it had but their ids is unknown by an id alone, until they are named again', async () => {
    const state = await openState();
    const dead = instance(state, 'dead');
    for (const key of [emailKey(X), idKey('paystack', 'CUS_1')]) await dead.claim(key, 'begun');
    await state.change({ pk: 'person#begun', set: { l: 'dead', u: 1 } });
    expect(await leaseIn(instance(state, 'one'), guest('CUS_1'))).toBe('unknown');
    expect(await meet(state, guest('CUS_1', X))).toMatchObject({ id: 'begun', email: X });
    expect((await meet(state, guest('CUS_1'))).id).toBe('begun');
  });

  it('of one webhook about two is two people', async () => {
    const state = await openState();
    const both = ['a@example.com', 'b@example.com'].map((email) => named('paystack', customer({ email })));
    const ids = [];
    for (const ref of both) ids.push((await meet(state, ref)).id);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('an account never seen', () => {
  it('is the person of its own id, and needs no alias of it', async () => {
    const state = await openState();
    const person = await meet(state, account('user_1', X));
    expect(person).toMatchObject({ id: accountPerson('clerk', 'user_1'), account: 'user_1', email: X });
    expect(await ownerOf(state, idKey('clerk', 'user_1'))).toBeUndefined();
    expect((await meet(state, account('user_1'))).id).toBe(person.id);
  });

  it('becomes the guest who has its address', async () => {
    const state = await openState();
    const { id } = await meet(state, guest('CUS_1', X), { bunceId: 'paystack:CUS_1' });
    expect(await meet(state, account('user_1', X))).toMatchObject({ id, account: 'user_1', bunceId: 'paystack:CUS_1' });
    expect((await meet(state, account('user_1', 'y@example.com'))).id).toBe(id);
  });

  it('never becomes another account: both have the address, and go by id alone', async () => {
    const state = await openState();
    const first = await meet(state, account('user_1', X));
    const second = await meet(state, account('user_2', X));
    expect(second).toMatchObject({ id: accountPerson('clerk', 'user_2'), account: 'user_2', email: X, idOnly: true });
    expect(await holdersOf(state, emailKey(X))).toEqual([first.id, second.id]);
    expect(await meet(state, account('user_1'))).toMatchObject({ account: 'user_1', idOnly: true });
    expect((await meet(state, guest('CUS_1', X))).id).toBe(first.id);
  });

  it('takes the address of somebody erased, who stays erased', async () => {
    const state = await openState();
    const gone = await meet(state, account('user_1', X), { erasedAt: 1, account: '-', email: undefined });
    expect(await meet(state, guest('CUS_1', X))).toMatchObject({ id: gone.id, erasedAt: 1 });
    const next = await meet(state, account('user_2', X));
    expect(next).toMatchObject({ account: 'user_2', email: X });
    expect(next.erasedAt).toBeUndefined();
    expect((await meet(state, guest('CUS_2', X))).id).toBe(next.id);
    expect(await meet(state, account('user_1', X))).toMatchObject({ id: gone.id, erasedAt: 1, email: undefined });
  });

  describe('whose invocation died when it had but the address', () => {
    async function begun() {
      const state = await openState();
      const own = accountPerson('clerk', 'user_2');
      await instance(state, 'dead').claim(emailKey(X), own);
      return { state, own };
    }

    it('is another person than the account that a guest of the address became meanwhile', async () => {
      const { state, own } = await begun();
      expect((await meet(state, guest('CUS_1', X))).id).toBe(own);
      expect(await meet(state, account('user_1', X), { bunceId: 'user_1' })).toMatchObject({ id: own, account: 'user_1' });
      const second = await meet(state, account('user_2', X));
      expect(second).toMatchObject({ account: 'user_2', email: X, idOnly: true });
      expect(second.bunceId).toBeUndefined();
      expect(await holdersOf(state, emailKey(X))).toEqual([own, second.id]);
      for (const ref of [account('user_2'), account('user_2', X)]) expect((await meet(state, ref)).id).toBe(second.id);
      expect(await meet(state, account('user_1'))).toMatchObject({ id: own, account: 'user_1' });
    });

    it('is another person than the one to whom the guest of the address forwards', async () => {
      const { state, own } = await begun();
      expect((await meet(state, guest('CUS_1', X))).id).toBe(own);
      const { id: first } = await meet(state, account('user_1'), { email: X });
      await meet(state, guest('CUS_1', X), { forward: first });
      const second = await meet(state, account('user_2', 'y@example.com'));
      expect(second).toMatchObject({ account: 'user_2', email: 'y@example.com' });
      expect([first, own]).not.toContain(second.id);
      expect(await meet(state, account('user_1'))).toMatchObject({ id: first, account: 'user_1' });
    });
  });

  it('is nobody’s to make while the owner of its address is in other hands', async () => {
    const state = await openState();
    held(await leaseIn(instance(state, 'other'), account('user_1', X)));
    expect(await leaseIn(instance(state, 'one'), account('user_2', X))).toBe('taken');
    expect(await holdersOf(state, emailKey(X))).toHaveLength(1);
  });

  it('is one person under its new id and its old one', async () => {
    const state = await openState();
    const { id } = await meet(state, account('user_1', X));
    expect((await meet(state, named('clerk', customer({ id: 'own-1', aliases: ['user_1'], email: X })))).id).toBe(id);
    expect((await meet(state, account('own-1'))).id).toBe(id);
    expect((await meet(state, account('user_1'))).id).toBe(id);
  });

  it('that two invocations meet at once, one by an id alone, is one person', async () => {
    const state = await openState();
    const { id } = await meet(state, guest('CUS_1', X));
    const refs = [account('user_1', X), account('user_1')];
    await Promise.all(
      refs.map(async (ref, index) => {
        const lease = await leaseIn(instance(state, `${index}`), ref);
        if (typeof lease === 'object') await lease.release();
      }),
    );
    const ids = [];
    for (const ref of refs) ids.push((await meet(state, ref)).id);
    expect(new Set(ids).size).toBe(1);
    expect([id, accountPerson('clerk', 'user_1')]).toContain(ids[0]);
  });
});

describe('what was read is old', () => {
  it('where the address has changed hands since', async () => {
    const state = await openState();
    await meet(state, account('user_1', X));
    const slow = instance(state, 'slow');
    await slow.load([emailKey(X)]);
    await meet(state, account('user_1'), { email: 'y@example.com' });
    const quick = instance(state, 'quick');
    await quick.lookAgain(emailKey(X));
    await quick.hand(emailKey(X), { owner: 'newer', also: [] });
    expect(held(await leasePerson(guest('CUS_1', X), slow)).person.id).toBe('newer');
  });

  it('and a guest who forwards is the one they forward to, whoever asks', async () => {
    const state = await openState();
    await meet(state, account('user_1'));
    await meet(state, guest('CUS_1', X), { forward: accountPerson('clerk', 'user_1'), email: undefined });
    expect((await meet(state, guest('CUS_1'))).id).toBe(accountPerson('clerk', 'user_1'));
    const holding = instance(state, 'other');
    held(await holding.lease(accountPerson('clerk', 'user_1')));
    expect(await leaseIn(instance(state, 'one'), guest('CUS_1'))).toBe('taken');
  });
});
