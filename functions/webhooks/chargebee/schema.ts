import * as z from 'zod/mini';

import { amount, count, id, list, moment, object, part, some, text } from '../../../shared/webhook/field.ts';

const filled = z.string().check(z.minLength(1));

/** What every Chargebee webhook has. */
export const Any = object({ id: filled, event_type: filled });

const Contact = { email: text, first_name: text, last_name: text, phone: text };
const Address = part(object({ ...Contact, country: text }));
const Customer = object({ id, ...Contact, billing_address: Address });
export type Customer = z.infer<typeof Customer>;

const event = { occurred_at: moment };

export const CustomerEvent = object({ ...event, content: object({ customer: Customer }) });
export type CustomerEvent = z.infer<typeof CustomerEvent>;

/** The plan stands on the subscription (product catalog 1) or among its items (2). */
const Subscription = object({
  id,
  customer_id: text,
  status: z.string(),
  currency_code: text,
  billing_period: count,
  billing_period_unit: text,
  plan_id: text,
  plan_unit_price: z.nullish(amount),
  plan_quantity: count,
  subscription_items: z.nullish(list(object({ item_price_id: text, item_type: text, amount: z.nullish(amount) }))),
  current_term_start: moment,
  current_term_end: moment,
  activated_at: moment,
  trial_end: moment,
  pause_date: moment,
  cancelled_at: moment,
  cancel_schedule_created_at: moment,
  cancel_reason: text,
  cancel_reason_code: text,
});
export type Subscription = z.infer<typeof Subscription>;

export const SubscriptionEvent = object({ ...event, content: object({ customer: z.nullish(Customer), subscription: Subscription }) });
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;

const decides = z.nullish(z.boolean());
const Line = object({ description: text, entity_type: text, date_from: moment });
export type Line = z.infer<typeof Line>;

/** Amounts are minor units. The invoice is missing where a payment settles none. */
export const PaymentEvent = object({
  ...event,
  content: object({
    customer: z.nullish(Customer),
    transaction: object({
      id,
      customer_id: text,
      amount: z.nullish(amount),
      currency_code: z.string(),
      payment_method: text,
      error_text: text,
    }),
    invoice: z.nullish(object({ id: text, recurring: decides, first_invoice: decides, line_items: some(Line) })),
    subscription: part(Subscription),
  }),
});
export type Payment = z.infer<typeof PaymentEvent>['content'];
export type PaymentEvent = z.infer<typeof PaymentEvent>;
