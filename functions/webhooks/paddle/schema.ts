import * as z from 'zod/mini';

const text = z.nullish(z.string());
const filled = z.string().check(z.minLength(1));

/** What every Paddle webhook has. */
export const Any = z.object({ event_id: filled, event_type: filled });

const base = { occurred_at: z.string() };

export const CustomerEvent = z.object({ ...base, data: z.object({ id: z.string(), email: text, name: text }) });
export type CustomerEvent = z.infer<typeof CustomerEvent>;

const Cycle = z.nullish(z.object({ interval: text }));

/** Amounts are minor units, as text. */
export const TransactionEvent = z.object({
  ...base,
  data: z.object({
    id: z.string(),
    customer_id: text,
    subscription_id: text,
    origin: text,
    currency_code: z.string(),
    details: z.object({
      totals: z.object({ grand_total: z.string() }),
      line_items: z.nullish(z.array(z.object({ product: z.nullish(z.object({ name: text })) }))),
    }),
    items: z.nullish(z.array(z.object({ price: z.nullish(z.object({ billing_cycle: Cycle })) }))),
    payments: z.nullish(z.array(z.object({ status: text, error_code: text, method_details: z.nullish(z.object({ type: text })) }))),
  }),
});
export type TransactionEvent = z.infer<typeof TransactionEvent>;

/** A refund, a credit or a chargeback. */
export const AdjustmentEvent = z.object({
  ...base,
  data: z.object({
    id: z.string(),
    action: z.string(),
    status: z.string(),
    customer_id: text,
    transaction_id: text,
    reason: text,
    currency_code: z.string(),
    totals: z.nullish(z.object({ total: z.string() })),
  }),
});
export type AdjustmentEvent = z.infer<typeof AdjustmentEvent>;

const Item = z.object({
  quantity: z.number(),
  recurring: z.nullish(z.boolean()),
  price: z.object({ name: text, description: text, unit_price: z.object({ amount: z.string() }) }),
  product: z.nullish(z.object({ name: text })),
});

export const SubscriptionEvent = z.object({
  ...base,
  data: z.object({
    id: z.string(),
    customer_id: text,
    status: z.string(),
    currency_code: z.string(),
    billing_cycle: Cycle,
    items: z.array(Item),
    canceled_at: text,
  }),
});
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;
