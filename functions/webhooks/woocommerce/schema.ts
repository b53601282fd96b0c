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
const dates = { start_date_gmt: text, cancelled_date_gmt: text, end_date_gmt: text };

export const Any = z.catch(z.object({ id: z.catch(z.nullish(id), null), ...states, ...dates }), {
  id: null,
  status: null,
  date_modified_gmt: null,
  date_paid_gmt: null,
  refunds: null,
});

export type State = Partial<Omit<z.infer<typeof Any>, 'id'>>;

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

const bill = {
  id,
  status: z.string(),
  number: text,
  currency: z.string(),
  total: z.string(),
  customer_id: z.nullish(id),
  billing: Contact,
  line_items: z.array(z.object({ name: text, quantity: z.nullish(z.number()) })),
};

export const Order = z.object({ ...states, ...bill, payment_method_title: text, billing_period: foreign });
export type Order = z.infer<typeof Order>;

/** Of the paid plugin: an order with a rhythm. Dates that are not set are blank. */
export const Subscription = z.object({
  ...bill,
  ...dates,
  date_modified_gmt: text,
  billing_period: z.string(),
  billing_interval: z.nullish(z.union([z.string(), z.number()])),
});
export type Subscription = z.infer<typeof Subscription>;
