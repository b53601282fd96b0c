import * as z from 'zod/mini';

const text = z.nullish(z.string());
const base = { timestamp: z.string() };

/** What every Polar webhook has; the delivery id is in a header. */
export const Any = z.object({ type: z.string().check(z.minLength(1)) });

/** A refund whose money is on its way. */
export const Settled = z.object({
  type: z.enum(['refund.created', 'refund.updated']),
  data: z.object({ id: z.string(), status: z.literal('succeeded') }),
});

const Customer = z.object({ id: z.string(), external_id: text, email: text, name: text });
export type Customer = z.infer<typeof Customer>;

export const CustomerEvent = z.object({ ...base, data: Customer });
export type CustomerEvent = z.infer<typeof CustomerEvent>;

const Product = z.nullish(z.object({ name: text }));

/** Amounts are minor units, currencies lower case. */
export const OrderEvent = z.object({
  ...base,
  data: z.object({
    id: z.string(),
    customer: Customer,
    total_amount: z.number(),
    currency: z.string(),
    billing_reason: text,
    product: Product,
    subscription: z.nullish(z.object({ recurring_interval: text })),
  }),
});
export type OrderEvent = z.infer<typeof OrderEvent>;

/** Names its customer by id only. */
export const RefundEvent = z.object({
  ...base,
  data: z.object({
    status: z.string(),
    customer_id: z.string(),
    order_id: text,
    amount: z.number(),
    tax_amount: z.nullish(z.number()),
    currency: z.string(),
    reason: text,
  }),
});
export type RefundEvent = z.infer<typeof RefundEvent>;

export const SubscriptionEvent = z.object({
  ...base,
  data: z.object({
    id: z.string(),
    status: z.string(),
    customer: Customer,
    amount: z.nullish(z.number()),
    currency: text,
    recurring_interval: text,
    product: Product,
    started_at: text,
    current_period_start: text,
    trial_end: text,
    ends_at: text,
    ended_at: text,
    customer_cancellation_reason: text,
  }),
});
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;

/** Knows as much of the person as they had typed. */
export const CheckoutEvent = z.object({
  ...base,
  data: z.object({
    id: z.string(),
    url: text,
    customer_id: text,
    external_customer_id: text,
    customer_email: text,
    customer_name: text,
    total_amount: z.nullish(z.number()),
    currency: text,
    product: Product,
  }),
});
export type CheckoutEvent = z.infer<typeof CheckoutEvent>;
