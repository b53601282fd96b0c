import * as z from 'zod/mini';

const text = z.nullish(z.string());
const id = z.union([z.string(), z.number()]);

/** A field that only another topic's body has: its presence shows that the unsigned topic was changed. */
const foreign = z.optional(z.undefined());

export const Topic = z.string().check(z.minLength(1));

/** `reason` was called `refund` before; totals are negative. */
const Refunds = z.catch(z.nullish(z.array(z.object({ id, reason: text, total: z.string() }))), null);

/** What says which moment of an order this is; everything may be missing. Times lack their Z. */
const states = { status: text, date_modified_gmt: text, date_paid_gmt: text, refunds: Refunds };

export const Any = z.catch(z.object({ id: z.catch(z.nullish(id), null), ...states }), {
  id: null,
  status: null,
  date_modified_gmt: null,
  date_paid_gmt: null,
  refunds: null,
});

export type OrderState = Omit<z.infer<typeof Any>, 'id'>;

const Contact = z.catch(z.nullish(z.object({ first_name: text, last_name: text, email: text, phone: text, country: text })), null);

export const Person = z.object({
  id,
  email: z.string(),
  first_name: text,
  last_name: text,
  billing: Contact,
  date_created_gmt: text,
  date_modified_gmt: text,
});
export type Person = z.infer<typeof Person>;

/** The id and nothing else. A customer's full body, relabelled, must not delete them. */
export const Deleted = z.object({ id, email: foreign, billing: foreign, date_modified_gmt: foreign });
export type Deleted = z.infer<typeof Deleted>;

export const Order = z.object({
  ...states,
  id,
  status: z.string(),
  number: text,
  currency: z.string(),
  total: z.string(),
  customer_id: z.nullish(id),
  payment_method_title: text,
  billing: Contact,
  line_items: z.array(z.object({ name: text, quantity: z.nullish(z.number()) })),
});
export type Order = z.infer<typeof Order>;
