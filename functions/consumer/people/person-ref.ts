import type { Customer } from '../../../shared/bunce/command.ts';
import { fingerprint } from '../../../shared/runtime/fingerprint.ts';

/** Whom a command of a provider names. */
export interface PersonRef {
  readonly customer: Customer;
  readonly provider: string;
  /** The identity provider speaks, and names an account. */
  readonly owned: boolean;
  /** The person's id should this be a newcomer of another provider: of the envelope, never of an e-mail, which changes hands. */
  readonly newId: string;
}

export interface Naming {
  readonly customer: Customer;
  readonly envelope: { readonly id: string; readonly provider: string };
}

export function refOf(
  { customer, envelope: { id, provider } }: Naming,
  { identity }: { readonly identity?: string | undefined },
): PersonRef {
  const owned = provider === identity && customer.id !== undefined;
  return { customer, provider, owned, newId: print(`${id}#${customer.email ?? ''}`) };
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

export const idKeysOf = (ref: PersonRef): readonly string[] => idsOf(ref).map((id) => idKey(ref.provider, id));
/** Events that wait for the one that names their person share a group per id. */
export const waitsFor = (ref: PersonRef): string | undefined =>
  ref.owned || ref.customer.email !== undefined ? undefined : idKeysOf(ref)[0];
export const emailKeyOf = ({ customer: { email } }: PersonRef): string | undefined => (email === undefined ? undefined : emailKey(email));
/** The people that sign-ups with these ids would have made. */
export const accountPeopleOf = (ref: PersonRef): readonly string[] =>
  ref.owned ? idsOf(ref).map((id) => accountPerson(ref.provider, id)) : [];

export const isAccountOf = ({ customer: { id, aliases = [] } }: PersonRef, account: string | undefined): boolean =>
  account !== undefined && (account === id || aliases.includes(account));
