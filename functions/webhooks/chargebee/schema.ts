import * as z from 'zod/mini';

const text = z.nullish(z.string());
const number = z.nullish(z.number());
const filled = z.string().check(z.minLength(1));

/** What every Chargebee webhook has. */
export const Any = z.object({ id: filled, event_type: filled });

const Customer = z.object({ id: z.string(), email: text, first_name: text, last_name: text, phone: text });
export type Customer = z.infer<typeof Customer>;

const event = { occurred_at: z.number() };

export const CustomerEvent = z.object({ ...event, content: z.object({ customer: Customer }) });
export type CustomerEvent = z.infer<typeof CustomerEvent>;

/** The plan stands on the subscription (product catalog 1) or among its items (2). */
const Subscription = z.object({
  id: z.string(),
  status: z.string(),
  currency_code: text,
  billing_period_unit: text,
  plan_id: text,
  plan_unit_price: number,
  plan_quantity: number,
  subscription_items: z.nullish(z.array(z.object({ item_price_id: z.string(), item_type: text, amount: number }))),
  cancelled_at: number,
  current_term_end: number,
  cancel_schedule_created_at: number,
  cancel_reason: text,
  cancel_reason_code: text,
});
export type Subscription = z.infer<typeof Subscription>;

export const SubscriptionEvent = z.object({ ...event, content: z.object({ customer: Customer, subscription: Subscription }) });
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;

/** Amounts are minor units. The invoice is missing where a payment settles none. */
export const PaymentEvent = z.object({
  ...event,
  content: z.object({
    customer: Customer,
    transaction: z.object({
      id: z.string(),
      amount: z.number(),
      currency_code: z.string(),
      date: number,
      payment_method: text,
      error_text: text,
    }),
    invoice: z.nullish(
      z.object({
        id: z.string(),
        recurring: z.nullish(z.boolean()),
        first_invoice: z.nullish(z.boolean()),
        line_items: z.nullish(z.array(z.object({ description: text }))),
      }),
    ),
    subscription: z.nullish(Subscription),
  }),
});
export type PaymentEvent = z.infer<typeof PaymentEvent>;
