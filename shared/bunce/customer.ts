import * as z from 'zod/mini';

import { idOf, isEmail, textOf } from './named.ts';

const text = z.string().check(z.minLength(1));

/** A person as the provider knows them. `id` is the provider's own customer id; phones and names are as the provider wrote them. */
export const Customer = z.strictObject({
  id: z.optional(text),
  email: z.optional(text),
  phone: z.optional(text),
  firstName: z.optional(text),
  lastName: z.optional(text),
  /** The whole name, only where the provider gives no parts. */
  name: z.optional(text),
  /** Other ids by which the same provider calls the same person; the directory learns them too. */
  aliases: z.optional(z.array(text)),
  /** ISO 3166-1 alpha-2: says how a local phone number reads. */
  country: z.optional(text),
  /** `id` is not the provider's but the team's own, as the merchant's server said; the provider's stands first among the aliases. */
  own: z.optional(z.literal(true)),
  /** The team's own id as somebody said who may be anybody: the shopper's browser. */
  claimedId: z.optional(text),
});
export type Customer = z.infer<typeof Customer>;

type Told = { readonly [Key in keyof Omit<Customer, 'aliases' | 'own' | 'claimedId'>]: string | number | null | undefined } & {
  readonly aliases?: readonly (string | number | null | undefined)[] | null | undefined;
};

/** The person of a webhook: empty fields left out, e-mail trimmed and lower-cased. One that is none is left out, never invented; one that stands where an id should be is the e-mail. */
export function customer({ id, aliases, email, ...fields }: Told): Customer {
  const [own, also] = [idOf(id), aliases ? aliases.map(idOf) : NONE];
  const person: Record<string, string | string[]> = {};
  const isOwn = own !== undefined && !isEmail(own);
  const first = isOwn || textOf(id) === undefined ? own : also.find((text) => text && !isEmail(text));
  if (first) person['id'] = first;
  for (const [key, value] of Object.entries(fields)) {
    const text = textOf(value);
    if (text !== undefined) person[key] = text;
  }
  const written = textOf(email);
  const address = isEmail(written) ? written : [own, ...also].find(isEmail);
  if (address) person['email'] = address.toLowerCase();
  const others = also.filter((text): text is string => text !== undefined && text !== first && !isEmail(text));
  if (others.length > 0) person['aliases'] = [...new Set(others)];
  return person;
}

const NONE: readonly undefined[] = [];

/** By which id the provider itself knows the person. */
export const providerIdOf = ({ id, aliases: [alias] = [], own }: Customer): string | undefined => (own ? alias : id);

/** By what steps and their notes know the person: the provider's own word, for what the config reads of a webhook may change between two of its copies. */
export const whomOf = (customer: Customer): string | undefined =>
  providerIdOf(customer) ?? customer.email ?? customer.aliases?.[0] ?? customer.id;

/** The same person under the team's own id, which takes the place of the provider's; that leads there too. */
export function owned({ id, aliases = [], ...others }: Customer, own: string): Customer {
  const known = [...new Set([...(id === undefined ? [] : [id]), ...aliases])].filter((alias) => alias !== own);
  return { ...others, id: own, own: true, ...(known.length > 0 && { aliases: known }) };
}

/** Whether anybody is named, or can be reached: an order's id alone names nobody. */
export const isSomebody = ({ id, email }: Customer): boolean => id !== undefined || email !== undefined;
