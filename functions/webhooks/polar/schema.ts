import * as z from 'zod/mini';

import { amount, count, id, moment, object, part, some, text } from '../../../shared/webhook/field.ts';

const base = { timestamp: moment };
const money = z.nullish(amount);

/** What every Polar webhook has; the delivery id is in a header. */
export const Any = object({ type: z.string().check(z.minLength(1)) });

/** A refund whose money is on its way. */
export const Settled = object({
  type: z.enum(['refund.created', 'refund.updated']),
  data: object({ id: z.string(), status: z.literal('succeeded') }),
});

const Contact = { external_id: text, email: text, name: text };

export const CustomerEvent = object({ ...base, data: object({ id, ...Contact }) });
export type CustomerEvent = z.infer<typeof CustomerEvent>;

/** Orders and subscriptions carry their customer, and its id beside. */
const buyer = { customer_id: text, customer: part(object({ id: text, ...Contact })) };
export type Buyer = z.infer<z.ZodMiniObject<typeof buyer>>;

const Product = part(object({ name: text }));
const Rhythm = { recurring_interval: text, recurring_interval_count: count };
const Trial = { current_period_start: moment, trial_end: moment };

/** Amounts are minor units, currencies lower case. */
export const OrderEvent = object({
  ...base,
  data: object({
    id,
    ...buyer,
    total_amount: money,
    currency: z.string(),
    billing_reason: z.nullish(z.string()),
    product: Product,
    description: text,
    items: some(object({ label: text })),
    subscription: part(object({ ...Rhythm, ...Trial })),
  }),
});
export type OrderEvent = z.infer<typeof OrderEvent>;

/** Names its customer by id only. */
export const RefundEvent = object({
  ...base,
  data: object({
    id,
    status: z.string(),
    customer_id: text,
    order_id: text,
    amount: money,
    tax_amount: money,
    currency: z.string(),
    reason: text,
  }),
});
export type RefundEvent = z.infer<typeof RefundEvent>;

export const SubscriptionEvent = object({
  ...base,
  data: object({
    id,
    status: z.string(),
    ...buyer,
    amount: money,
    currency: text,
    ...Rhythm,
    product: Product,
    started_at: moment,
    ...Trial,
    ends_at: moment,
    ended_at: moment,
    customer_cancellation_reason: text,
  }),
});
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;

/** Knows as much of the person as they had typed. */
export const CheckoutEvent = object({
  ...base,
  data: object({
    id,
    url: text,
    customer_id: text,
    external_customer_id: text,
    customer_email: text,
    customer_name: text,
    total_amount: money,
    currency: text,
    product: Product,
  }),
});
export type CheckoutEvent = z.infer<typeof CheckoutEvent>;
