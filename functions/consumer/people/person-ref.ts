import type { Customer } from '../../../shared/bunce/command.ts';
import { fingerprint } from '../../../shared/runtime/fingerprint.ts';

/** Whom a command of a provider names. */
export interface PersonRef {
  readonly customer: Customer;
  readonly provider: string;
  /** The identity provider speaks, and names an account. */
  readonly owned: boolean;
  /** Another provider speaks, and the merchant's server has named the account: `customer.id` is the team's own. */
  readonly own: boolean;
  /** `customer.id` reads as one that we make for a guest of another provider: as an account's it proves nothing. */
  readonly made: boolean;
  /** In whose ids accounts are named; empty where no provider's are. */
  readonly accounts: string;
  /** The person's id should this be a newcomer of another provider: of the envelope, never of an e-mail, which changes hands. */
  readonly newId: string;
}

export interface Naming {
  readonly customer: Customer;
  readonly envelope: { readonly id: string; readonly provider: string };
}

interface Identifying {
  readonly identity?: string | undefined;
  readonly providers?: Readonly<Record<string, unknown>> | undefined;
}

export function refOf({ customer, envelope: { id, provider } }: Naming, { identity = '', providers = {} }: Identifying): PersonRef {
  const owned = provider === identity && customer.id !== undefined;
  const own = !owned && customer.own === true;
  const made = Object.keys(providers).some((name) => customer.id?.startsWith(`${name}:`));
  return { customer, provider, owned, own, made, accounts: identity, newId: print(`${id}#${customer.email ?? ''}`) };
}

/** Long enough that no two are alike, short enough for many in one item. */
const print = (text: string): string => fingerprint(text).slice(0, 32);

/** Keys are hashed, so that the table shows no address and no provider's id. */
export const idKey = (provider: string, id: string): string => `alias#${print(`id#${provider}#${id}`)}`;
export const emailKey = (email: string): string => `alias#${print(`email#${email}`)}`;
export const bunceKey = (bunceId: string): string => `alias#${print(`bunce#${bunceId}`)}`;

/** The person whom a sign-up makes: their id needs no alias. */
export const accountPerson = (provider: string, id: string): string => print(`account#${provider}#${id}`);

const idsOf = ({ customer: { id, aliases = [] } }: PersonRef): readonly string[] => [id ?? [], aliases].flat();

/** The key of the team's own id, where the merchant's server has said it. */
export const accountKeyOf = ({ accounts, customer: { id = '' } }: PersonRef): string => idKey(accounts, id);

/** The key of the customer that Bunce has under the account's own id. */
export const customerKeyOf = ({ customer: { id = '' } }: PersonRef): string => bunceKey(id);

/** Those of the provider's own ids. */
export function idKeysOf(ref: PersonRef): readonly string[] {
  const ids = ref.own ? (ref.customer.aliases ?? []) : idsOf(ref);
  return ids.map((id) => idKey(ref.provider, id));
}

/** What the shopper's word leads to, should there be such an account. */
export const claimOf = ({ accounts, customer: { claimedId } }: PersonRef) =>
  claimedId === undefined ? undefined : { key: idKey(accounts, claimedId), person: accountPerson(accounts, claimedId) };
/** Events that wait for the one that names their person share a group per id. */
export const waitsFor = (ref: PersonRef): string | undefined =>
  ref.owned || ref.own || ref.customer.email !== undefined ? undefined : idKeysOf(ref)[0];
export const emailKeyOf = ({ customer: { email } }: PersonRef): string | undefined => (email === undefined ? undefined : emailKey(email));
/** The people that sign-ups with these ids would have made. */
export function accountPeopleOf(ref: PersonRef): readonly string[] {
  if (ref.own) return [accountPerson(ref.accounts, ref.customer.id ?? '')];
  return ref.owned ? idsOf(ref).map((id) => accountPerson(ref.provider, id)) : [];
}

export const isAccountOf = ({ customer: { id, aliases = [] } }: PersonRef, account: string | undefined): boolean =>
  account !== undefined && (account === id || aliases.includes(account));
