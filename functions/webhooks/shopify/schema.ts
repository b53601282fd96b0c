import * as z from 'zod/mini';

import { hoursBetween } from '../../../shared/bunce/instant.ts';
import { flag, id, moment, object, part, some, text } from '../../../shared/webhook/field.ts';

/** A field that only another topic's body has: its presence shows that the unsigned topic was changed. */
export const foreign = z.optional(z.undefined());

/** The kind of object, where Shopify names it. */
export const gid = (kind: string) => z.nullish(z.string().check(z.startsWith(`gid://shopify/${kind}/`)));

export const Topic = z.string().check(z.minLength(1));

const Numbered = part(object({ id: text }));

/** What says whose body it is and whether it is a test; everything may be missing. */
export const Subject = object({
  id: text,
  status: text,
  updated_at: text,
  revision_id: text,
  shop_id: text,
  customer: Numbered,
  data_request: Numbered,
  test: flag,
  transactions: some(object({ test: flag })),
});
export type Subject = z.infer<typeof Subject>;

export const Address = part(object({ first_name: text, last_name: text, phone: text, country_code: text }));
export type Address = z.infer<typeof Address>;

export const named = { email: text, phone: text, first_name: text, last_name: text };
const profile = {
  ...named,
  id,
  admin_graphql_api_id: gid('Customer'),
  default_address: Address,
  created_at: moment,
  updated_at: moment,
  line_items: foreign,
  order_id: foreign,
};

export const Person = object(profile);
export type Person = z.infer<typeof Person>;

/** A deletion's body has no state, an update's is older than its last change. The admin's test has no times. */
export const NewPerson = object({ ...profile, state: z.string().check(z.minLength(1)) }).check(
  z.refine(({ created_at: made, updated_at: changed }) => !(hoursBetween(made, changed) > 1), {
    error: 'expected a customer who was made within the hour, got one who changed later',
    path: ['updated_at'],
  }),
);
export type NewPerson = z.infer<typeof NewPerson>;

/** Little more than the id. A customer's full body has a state: relabelled, it must not delete them. */
export const Deleted = object({
  ...named,
  id,
  admin_graphql_api_id: gid('Customer'),
  state: foreign,
  line_items: foreign,
  order_id: foreign,
  shop_id: foreign,
});
export type Deleted = z.infer<typeof Deleted>;

const shop = { shop_id: id, shop_domain: z.string() };
const privacy = { ...shop, customer: z.nullish(object({ id: z.nullish(id), email: text })) };

export const Redact = object({ ...privacy, orders_to_redact: z.array(z.unknown()) });
export type Redact = z.infer<typeof Redact>;
export const DataRequest = object({ ...privacy, orders_requested: z.array(z.unknown()) });
export const ShopRedact = object({ ...shop, customer: foreign });
