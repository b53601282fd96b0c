import { describe, expect, it } from 'vitest';

import {
  attributeMark,
  holderOf,
  identityOf,
  isKnown,
  isStale,
  mayDescribe,
  newIdOf,
  type Person,
  PROFILE,
  profileIn,
  raised,
} from '../../../../functions/consumer/people/person.ts';
import { type PersonRef, refOf } from '../../../../functions/consumer/people/person-ref.ts';
import { customer, type Customer } from '../../../../shared/bunce/command.ts';
import { stageOf } from '../../../../shared/config/config.ts';
import { CONFIG } from '../shop.ts';

const settings = stageOf(CONFIG, 'default');
const X = 'x@example.com';
const person = (some: Partial<Person> = {}): Person => ({ id: 'p', marks: {}, ...some });
const ref = (provider: string, who: Customer) => refOf({ customer: who, envelope: { id: `${provider}/evt`, provider } }, settings);

describe('a person is addressed', () => {
  it.each<[string, Partial<Person>, object]>([
    ['by the Bunce id and the e-mail', { bunceId: 'b', email: X }, { customer_id: 'b', email: X }],
    ['by the account where Bunce has told no id', { account: 'user_1', email: X }, { customer_id: 'user_1', email: X }],
    ['by what Bunce answered, not by the account', { bunceId: 'b', account: 'user_1' }, { customer_id: 'b' }],
    ['by the e-mail alone where Bunce heard of a guest who became the account', { told: true, account: 'user_1', email: X }, { email: X }],
    ['by the e-mail alone where there is no id', { email: X }, { email: X }],
    ['by id alone where the e-mail may be somebody else’s', { bunceId: 'b', email: X, idOnly: true }, { customer_id: 'b' }],
    ['by nothing where there is nothing', { email: X, idOnly: true }, {}],
  ])('%s', (_how, some, identity) => {
    expect(identityOf(person(some))).toEqual(identity);
  });
});

describe('Bunce knows', () => {
  it.each<[string, Partial<Person>, boolean]>([
    ['who has a Bunce id', { bunceId: 'b' }, true],
    ['whom it was told inside a trigger', { told: true, email: X }, true],
    ['nobody whose told e-mail is no longer theirs alone', { told: true, email: X, idOnly: true }, false],
    ['nobody of whom we have an e-mail alone', { email: X }, false],
  ])('%s', (_whom, some, known) => {
    expect(isKnown(person(some))).toBe(known);
  });
});

describe('who somebody is says', () => {
  const [own, other] = [ref('stripe', { id: 'user_1', own: true }), ref('stripe', customer({ id: 'cus_1' }))];
  it.each<[string, Partial<Person>, PersonRef, boolean]>([
    ['the identity provider of its account', { account: 'user_1', bunceId: 'b' }, ref('clerk', customer({ id: 'user_1' })), true],
    ['the merchant’s server of an account that Bunce has yet to hear of', { account: 'user_1' }, own, true],
    ['the merchant’s server of no account that Bunce knows', { account: 'user_1', bunceId: 'b' }, own, false],
    ['another provider of no account', { account: 'user_1' }, other, false],
    ['anybody of a guest', { bunceId: 'b' }, other, true],
  ])('%s', (_who, some, named, may) => {
    expect(mayDescribe(person(some), named)).toBe(may);
  });
});

describe('a newcomer is created', () => {
  const made = (who: Customer, account?: string): string => newIdOf(person({ account }), ref('paystack', who));
  it.each([
    ['under the account, whoever speaks', made(customer({ id: 'CUS_1' }), 'user_1'), /^user_1$/],
    ['under the provider and its id', made(customer({ id: 'CUS_1', email: X })), /^paystack:CUS_1$/],
    ['under the provider and a print of the e-mail', made(customer({ email: X })), /^paystack:[0-9a-f]{16}$/],
  ])('%s', (_how, id, wanted) => {
    expect(id).toMatch(wanted);
  });
});

describe('a profile', () => {
  const ada = customer({ id: 'user_1', firstName: 'Ada', lastName: 'Obi' });
  const said = (provider: string, some: Partial<Person>) => profileIn(person(some), { ref: ref(provider, ada), settings });
  const names = { first_name: 'Ada', last_name: 'Obi' };
  it.each([
    ['is the identity provider’s word', said('clerk', { account: 'user_1' }), names],
    ['of a guest is anybody’s', said('paystack', {}), names],
    ['of an account is no other provider’s', said('paystack', { account: 'user_1' }), {}],
    ['of somebody erased is no other provider’s', said('paystack', { account: '-', erasedAt: 1 }), {}],
  ])('%s', (_whose, found, wanted) => {
    expect(found).toEqual(wanted);
  });
});

describe('a mark', () => {
  const marked = person({ marks: { [PROFILE]: 100 } });

  it.each([
    ['older', 99, true],
    ['as old', 100, false],
    ['newer', 101, false],
  ])('keeps out what is %s', (_age, at, stale) => {
    expect(isStale(marked, { mark: PROFILE, at })).toBe(stale);
  });

  it('keeps nothing out of what was never written', () => {
    expect(isStale(marked, { mark: attributeMark('3c0f…'), at: 1 })).toBe(false);
  });

  it('is one for each attribute, though Bunce made some at the same moment', () => {
    const [one, other] = ['018c76f4-01b8-7c6b-a54b-6b681fc78295', '018c76f4-0fa2-7d11-9c4b-0b681fc78211'].map(attributeMark);
    expect(one).not.toBe(other);
  });

  it('is raised and never lowered, and leaves others', () => {
    expect(raised(marked, { [PROFILE]: 50, a: 7 })).toEqual({ [PROFILE]: 100, a: 7 });
    expect(raised(marked, { [PROFILE]: 150 })).toEqual({ [PROFILE]: 150 });
  });
});

describe('the holder of customers', () => {
  const holder = (baseUrl: string, account?: string): string => holderOf({ bunce: { baseUrl, account } });

  it('is another behind another URL, and for another account behind the same', () => {
    const all = [holder('https://one'), holder('https://two'), holder('https://one', 'a'), holder('https://one', 'b')];
    expect(new Set(all).size).toBe(4);
  });

  it('is the same whether no account is named or an empty one', () => {
    expect(holder('https://one')).toBe(holder('https://one', ''));
  });
});
