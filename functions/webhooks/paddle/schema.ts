import * as z from 'zod/mini';

import { amount, count, flag, id, list, moment, object, part, some, text } from '../../../shared/webhook/field.ts';

const filled = z.string().check(z.minLength(1));

/** What every Paddle webhook has. */
export const Any = object({ event_id: filled, event_type: filled });

/** What happens once to an object, however many events tell it: a refund's approval, the end of a subscription when it is scheduled. */
export const Approved = object({
  data: object({ id: z.string(), action: z.literal('refund'), status: z.literal('approved') }),
});

export const Scheduled = object({
  data: object({ id: z.string(), scheduled_change: object({ action: z.enum(['cancel', 'pause']), effective_at: z.string() }) }),
});

const base = { occurred_at: moment };

export const CustomerEvent = object({ ...base, data: object({ id, email: text, name: text }) });
export type CustomerEvent = z.infer<typeof CustomerEvent>;

const Cycle = part(object({ interval: text, frequency: count }));
export type Cycle = z.infer<typeof Cycle> | undefined;

const Attempt = object({
  payment_attempt_id: text,
  status: text,
  error_code: text,
  created_at: moment,
  method_details: part(object({ type: text })),
});
export type Attempt = z.infer<typeof Attempt>;

/** Amounts are minor units, as text. */
export const TransactionEvent = object({
  ...base,
  data: object({
    id,
    customer_id: text,
    subscription_id: text,
    origin: z.nullish(z.string()),
    currency_code: z.string(),
    details: object({
      totals: object({ grand_total: z.nullish(amount) }),
      line_items: some(object({ product: part(object({ name: text })) })),
    }),
    items: some(object({ price: part(object({ billing_cycle: Cycle })) })),
    payments: some(Attempt),
  }),
});
export type TransactionEvent = z.infer<typeof TransactionEvent>;

/** A refund, a credit or a chargeback. */
export const AdjustmentEvent = object({
  ...base,
  data: object({
    id,
    action: z.string(),
    status: z.string(),
    customer_id: text,
    transaction_id: text,
    reason: text,
    currency_code: z.string(),
    totals: z.nullish(object({ total: z.nullish(amount) })),
  }),
});
export type AdjustmentEvent = z.infer<typeof AdjustmentEvent>;

const Period = part(object({ ends_at: moment }));
const Item = object({
  quantity: count,
  recurring: flag,
  previously_billed_at: moment,
  trial_dates: Period,
  price: z.nullish(
    object({ name: text, description: text, unit_price: z.nullish(object({ amount: z.nullish(amount), currency_code: text })) }),
  ),
  product: part(object({ name: text })),
});
export type Item = z.infer<typeof Item>;

const Subscription = object({
  id,
  customer_id: text,
  status: z.string(),
  currency_code: text,
  started_at: moment,
  billing_cycle: Cycle,
  current_billing_period: Period,
  next_billed_at: moment,
  items: z.nullish(list(Item)),
  canceled_at: moment,
  scheduled_change: z.nullish(object({ action: z.string(), effective_at: moment })),
});

export const SubscriptionEvent = object({ ...base, data: Subscription });
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;

export const Canceled = object({ data: Subscription });
