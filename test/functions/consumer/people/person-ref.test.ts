import { describe, expect, it } from 'vitest';

import {
  accountPeopleOf,
  accountPerson,
  bunceKey,
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

it('no key shows the address or the id', () => {
  for (const key of [idKey('paystack', 'CUS_1'), emailKey('x@example.com'), bunceKey('user_1')])
    expect(key).toMatch(/^alias#[0-9a-f]{32}$/);
  expect(new Set([idKey('a', 'x'), emailKey('x'), bunceKey('x')]).size).toBe(3);
});
