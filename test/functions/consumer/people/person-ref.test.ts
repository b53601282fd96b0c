import { describe, expect, it } from 'vitest';

import {
  accountKeyOf,
  accountPeopleOf,
  accountPerson,
  bunceKey,
  claimOf,
  emailKey,
  idKey,
  idKeysOf,
  isAccountOf,
  refOf,
  waitsFor,
} from '../../../../functions/consumer/people/person-ref.ts';
import { customer, type Customer } from '../../../../shared/bunce/command.ts';

const ref = (provider: string, who: Customer, id = 'evt') =>
  refOf({ customer: who, envelope: { id: `${provider}/${id}`, provider } }, { identity: 'clerk' });

describe('a reference', () => {
  it.each([
    ['of the identity provider that names an account is its word', ref('clerk', customer({ id: 'user_1' })), true],
    ['of the identity provider by an e-mail alone is not', ref('clerk', customer({ email: 'x@example.com' })), false],
    ['of another provider is not', ref('paystack', customer({ id: 'CUS_1' })), false],
  ])('%s', (_whose, { owned }, wanted) => {
    expect(owned).toBe(wanted);
  });

  it('of a newcomer makes a person of the webhook, another for each e-mail and each webhook', () => {
    const [x, y] = [customer({ email: 'x@example.com' }), customer({ email: 'y@example.com' })];
    const ids = [ref('paystack', x), ref('paystack', y), ref('paystack', x, 'evt-2'), ref('paystack', x)].map(({ newId }) => newId);
    expect(new Set(ids).size).toBe(3);
    expect(ids[3]).toBe(ids[0]);
  });

  it('leads by every id that its provider has for the person, and by none of another provider', () => {
    const who = customer({ id: 'CUS_1', aliases: ['7001'] });
    expect(idKeysOf(ref('paystack', who))).toEqual([idKey('paystack', 'CUS_1'), idKey('paystack', '7001')]);
    expect(idKey('paystack', 'CUS_1')).not.toBe(idKey('stripe', 'CUS_1'));
  });

  it('of an account leads to the people that sign-ups with its ids would have made', () => {
    const who = customer({ id: 'own-1', aliases: ['user_1'] });
    expect(accountPeopleOf(ref('clerk', who))).toEqual(['own-1', 'user_1'].map((id) => accountPerson('clerk', id)));
    expect(accountPeopleOf(ref('paystack', who))).toEqual([]);
  });

  it.each([
    ['an id alone', ref('paystack', customer({ id: 'CUS_1' })), idKey('paystack', 'CUS_1')],
    ['an id and an e-mail', ref('paystack', customer({ id: 'CUS_1', email: 'x@example.com' })), undefined],
    ['an account', ref('clerk', customer({ id: 'user_1' })), undefined],
  ])('by %s waits, if nobody is known, for %s', (_what, named, key) => {
    expect(waitsFor(named)).toBe(key);
  });

  it.each([
    ['its id', 'own-1', true],
    ['another id of it', 'user_1', true],
    ['another', 'user_2', false],
    ['none', undefined, false],
    ['one that is erased', '-', false],
  ])('is of the account that stands under %s', (_what, account, isIt) => {
    expect(isAccountOf(ref('clerk', customer({ id: 'own-1', aliases: ['user_1'] })), account)).toBe(isIt);
  });
});

describe('the team’s own id', () => {
  const said = { id: 'u1', own: true as const, aliases: ['cus_1'] };

  it('told by another provider is an account’s among the identity provider’s, and the provider’s ids are its own', () => {
    const own = ref('stripe', said);
    expect([own.owned, own.own]).toEqual([false, true]);
    expect(accountKeyOf(own)).toBe(idKey('clerk', 'u1'));
    expect(accountPeopleOf(own)).toEqual([accountPerson('clerk', 'u1')]);
    expect(idKeysOf(own)).toEqual([idKey('stripe', 'cus_1')]);
    expect(waitsFor(own)).toBeUndefined();
  });

  it('told by the identity provider is the account’s, as any of its ids', () => {
    const own = ref('clerk', said);
    expect([own.owned, own.own]).toEqual([true, false]);
    expect(idKeysOf(own)).toEqual([idKey('clerk', 'u1'), idKey('clerk', 'cus_1')]);
  });

  it('is the same at every provider where none says who people are', () => {
    const refs = ['stripe', 'paystack'].map((provider) => refOf({ customer: said, envelope: { id: 'evt', provider } }, {}));
    expect(refs.map(({ owned, own }) => [owned, own])).toEqual([
      [false, true],
      [false, true],
    ]);
    expect(new Set(refs.map(accountKeyOf)).size).toBe(1);
    expect(new Set(refs.flatMap(idKeysOf)).size).toBe(2);
  });

  it('that a shopper may have written leads to the account it names, and is none of the provider’s', () => {
    const claim = ref('paystack', { id: 'CUS_1', claimedId: 'u1' });
    expect([claim.owned, claim.own]).toEqual([false, false]);
    expect(claimOf(claim)).toEqual({ key: idKey('clerk', 'u1'), person: accountPerson('clerk', 'u1') });
    expect(idKeysOf(claim)).toEqual([idKey('paystack', 'CUS_1')]);
    expect(accountPeopleOf(claim)).toEqual([]);
  });
});

it('no key shows the address or the id', () => {
  for (const key of [idKey('paystack', 'CUS_1'), emailKey('x@example.com'), bunceKey('user_1')])
    expect(key).toMatch(/^alias#[0-9a-f]{32}$/);
  expect(new Set([idKey('a', 'x'), emailKey('x'), bunceKey('x')]).size).toBe(3);
});
