import * as z from 'zod/mini';

import { hoursBetween } from '../../../shared/bunce/instant.ts';
import { amount, count, id, list, moment, object, part, some, text } from '../../../shared/webhook/field.ts';
import { current } from './api-version.ts';

/** A field that only another topic's body has: its presence shows that the unsigned topic was changed. */
const foreign = z.optional(z.undefined());

export const Topic = z.string().check(z.minLength(1));

/** Totals are negative; the reason was called `refund` before. */
const Refund = object({ id, reason: text, refund: text, total: amount });

/** What says which moment of an order this is. Times lack their Z. */
const times = { date_created_gmt: moment, date_modified_gmt: moment, date_paid_gmt: moment, date_completed_gmt: moment };
const dates = { start_date_gmt: moment, cancelled_date_gmt: moment, end_date_gmt: moment };
const states = { ...times, parent_id: text, transaction_id: text };

/** Everything may be missing. */
export const Any = part(object({ id: text, status: text, ...states, ...dates, refunds: some(object({ id })) }));

export type State = Partial<Omit<NonNullable<z.infer<typeof Any>>, 'id' | 'refunds'>> & {
  readonly refunds?: readonly { readonly id: string | number }[] | null | undefined;
};

/** PHP writes an empty one as a list. */
const Contact = part(object({ first_name: text, last_name: text, email: text, phone: text, country: text }));

const profile = {
  id,
  /** May be unset, but only other topics' bodies lack it. */
  email: z.nullable(z.string()),
  first_name: text,
  last_name: text,
  billing: Contact,
  shipping: Contact,
  date_created_gmt: moment,
  date_modified_gmt: moment,
};

export const Person = z.pipe(current, object(profile));
export type Person = z.infer<typeof Person>;

/** The body is that of the moment of sending, which a quiet site's scheduler puts off; an update sent as a creation is older still. */
const A_DAY = 24;

export const NewPerson = z.pipe(
  current,
  object(profile).check(
    z.refine(({ date_created_gmt: made, date_modified_gmt: changed }) => !(hoursBetween(made, changed) > A_DAY), {
      error: 'expected a customer who was made within the day, got one who changed later',
      path: ['date_modified_gmt'],
    }),
  ),
);

/** The id and nothing else. A customer's full body, relabelled, must not delete them. */
export const Deleted = object({ id, email: foreign, billing: foreign, date_modified_gmt: foreign });
export type Deleted = z.infer<typeof Deleted>;

const bill = {
  id,
  status: z.string(),
  number: text,
  currency: z.string(),
  total: amount,
  customer_id: z.nullish(z.union([z.string(), z.number()])),
  billing: Contact,
  shipping: Contact,
  line_items: some(object({ name: text, quantity: count })),
};

export const Order = z.pipe(
  current,
  object({ ...states, ...bill, refunds: z.nullish(list(Refund)), payment_method_title: text, billing_period: foreign }),
);
export type Order = z.infer<typeof Order>;

/** Of the paid plugin: an order with a rhythm. Dates that are not set are blank. */
export const Subscription = z.pipe(
  current,
  object({ ...bill, ...dates, date_modified_gmt: moment, billing_period: z.string(), billing_interval: count }),
);
export type Subscription = z.infer<typeof Subscription>;
