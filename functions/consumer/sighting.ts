import type { Customer } from '../../shared/bunce/command.ts';
import { emailKey, idKey, type Known } from './entry.ts';

/** Whom a command of a provider names. */
export interface Sighting {
  readonly customer: Customer;
  readonly provider: string;
}

export type Look = (key: string) => Known | undefined;

/** The directory's keys of the provider's ids. */
export const idKeysOf = ({ provider, customer: { id, aliases = [] } }: Sighting): readonly string[] =>
  [id ?? [], aliases].flat().map((each) => idKey(provider, each));

/** The directory's keys that may tell who this is. */
export const directoryKeys = (sighting: Sighting): readonly string[] => [
  ...idKeysOf(sighting),
  ...(sighting.customer.email ? [emailKey(sighting.customer.email)] : []),
];

/** Erased people look like strangers. */
export const living =
  (look: Look): Look =>
  (key) => {
    const entry = look(key);
    return entry?.erasedAt === undefined ? entry : undefined;
  };

/** Whether nothing of this may go to Bunce. An id never comes back; an e-mail does by a new account at the identity provider. */
export function isErased(
  { customer, provider }: Sighting,
  { identity, at, look }: { readonly identity: string; readonly at: string; readonly look: Look },
): boolean {
  if (idKeysOf({ customer, provider }).some((key) => look(key)?.erasedAt !== undefined)) return true;
  const erasedAt = customer.email === undefined ? undefined : look(emailKey(customer.email))?.erasedAt;
  const isNewAccount = provider === identity && customer.id !== undefined && erasedAt !== undefined && at > erasedAt;
  return erasedAt !== undefined && !isNewAccount;
}
