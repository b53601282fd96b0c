import { describe, expect, it } from 'vitest';

import { accountPerson, idKey, type PersonRef } from '../../../../functions/consumer/people/person-ref.ts';
import { customer, type Customer } from '../../../../shared/bunce/command.ts';
import type { Table } from '../../../../shared/runtime/table.ts';
import { openState } from '../tables.ts';
import { held, instance, leaseIn, named } from './instance.ts';

const [X, Y] = ['x@example.com', 'y@example.com'];
const account = (id: string, email?: string) => named('clerk', customer({ id, email }), id);
const guest = (id: string, email?: string) => named('stripe', customer({ id, email }), id);
const own = (id: string, over: Partial<Customer> = {}) => named('stripe', { id, own: true, ...over }, `own-${id}`);

/** Until it is not somebody else's turn; the person as they stood under the lease. */
async function meet(state: Table, ref: PersonRef): Promise<string> {
  for (;;) {
    const lease = await leaseIn(instance(state, crypto.randomUUID()), ref);
    if (lease === 'taken') continue;
    await held(lease).release();
    return held(lease).person.id;
  }
}

/** One meeting, within which `other` has its own before the request of that number: how many there were, and who was met. */
async function meetDuring(state: Table, { ref, at, other }: { ref: PersonRef; at: number; other: () => Promise<unknown> }) {
  let asked = 0;
  let isBusy = false;
  const turn = async () => {
    if (!isBusy && (asked += 1) === at) {
      isBusy = true;
      await other();
      isBusy = false;
    }
  };
  const slow: Table = {
    async read(...given) {
      await turn();
      return state.read(...given);
    },
    async write(items) {
      await turn();
      return state.write(items);
    },
    async change(change) {
      await turn();
      return state.change(change);
    },
  };
  const lease = await leaseIn(instance(slow, crypto.randomUUID()), ref);
  if (lease === 'taken') return { asked, met: [] };
  await held(lease).release();
  return { asked, met: [held(lease).person.id] };
}

const accountOf = async (state: Table, person: string) => (await instance(state, 'reader').peek(person))?.account;

describe('whom the merchant’s server names and who signs up at the same moment', () => {
  it.each([
    ['a newcomer', [], account('u1', X), own('u1', { email: X })],
    ['a newcomer with an address that they typed', [], account('u1', X), own('u1', { email: Y })],
    ['a guest who signs up with their address', [guest('cus_1', X)], account('u1', X), own('u1', { aliases: ['cus_1'] })],
    ['a guest who signs up with another address', [guest('cus_1', Y)], account('u1', X), own('u1', { aliases: ['cus_1'] })],
    ['a guest who signs up with none', [guest('cus_1', Y)], account('u1'), own('u1', { aliases: ['cus_1'] })],
    ['two guests', [guest('cus_1', Y), guest('cus_2', X)], account('u1', X), own('u1', { aliases: ['cus_1'] })],
    ['a guest with an account’s address', [guest('cus_1', Y), account('u2', X)], account('u1', X), own('u1', { aliases: ['cus_1'] })],
    ['a newcomer with an account’s address', [account('u2', X)], account('u1', X), own('u1', { email: X })],
  ] as const)('are one: %s', async (_who, before, signUp, said) => {
    const faults: string[] = [];
    for (const [first, second] of [
      [signUp, said],
      [said, signUp],
    ] as const) {
      for (let at = 1, last = at; at <= last; at += 1) {
        const state = await openState();
        for (const ref of before) await meet(state, ref);
        const people: string[] = [];
        const other = async () => {
          const lease = await leaseIn(instance(state, 'other'), second);
          if (lease === 'taken') return;
          await held(lease).release();
          people.push(held(lease).person.id);
        };
        const { asked, met } = await meetDuring(state, { ref: first, at, other });
        last = asked;
        people.push(...met);
        for (const ref of [second, first, second]) people.push(await meet(state, ref));
        const seen = new Set(people);
        if (seen.size !== 1) faults.push(`${first.provider} ${at}/${last}: ${people.join(' ')}`);
        for (const person of seen) if ((await accountOf(state, person)) !== 'u1') faults.push(`${first.provider} ${at}: of no account`);
      }
    }
    expect(faults).toEqual([]);
  });
});

describe('an account that the merchant’s server names', () => {
  it('is the person of its number, and an alias says so', async () => {
    const state = await openState();
    const id = await meet(state, own('u1'));
    expect(id).toBe(accountPerson('clerk', 'u1'));
    expect((await instance(state, 'reader').lookAgain(idKey('clerk', 'u1'))).owner).toBe(id);
    expect(await meet(state, account('u1', X))).toBe(id);
  });

  it('is not whom a sign-up that died made somebody else’s', async () => {
    const state = await openState();
    const dead = instance(state, 'dead');
    await held(await dead.lease(accountPerson('clerk', 'u1'), { account: 'u2' })).release();
    const id = await meet(state, own('u1'));
    expect(await accountOf(state, id)).toBe('u1');
    expect(await meet(state, account('u1', X))).toBe(id);
  });

  it('is whoever has the id beside another of the identity provider’s', async () => {
    const state = await openState();
    const id = await meet(state, account('user_1', X));
    await meet(state, named('clerk', { id: 'u1', own: true, aliases: ['user_1'] }));
    expect([await meet(state, own('u1')), await meet(state, own('user_1'))]).toEqual([id, id]);
  });

  it('takes no alias and no guest from another account', async () => {
    const state = await openState();
    const one = await meet(state, own('u1', { aliases: ['cus_1'] }));
    const two = await meet(state, own('u2', { aliases: ['cus_1'] }));
    expect(two).not.toBe(one);
    expect(await meet(state, guest('cus_1'))).toBe(one);
    expect([await accountOf(state, one), await accountOf(state, two)]).toEqual(['u1', 'u2']);
  });
});
