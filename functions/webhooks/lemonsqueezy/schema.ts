import * as z from 'zod/mini';

import { amount, count, lenient, moment, object, part, text } from '../../../shared/webhook/field.ts';

/** A test passes for live only where nothing says that it is one. */
const isTest = lenient((value) => /^(true|1)$/i.test(String(value)));

/** What every Lemon Squeezy webhook has; `webhook_id` names the delivery, and older ones lack it, or say only of the object that it is a test. */
export const Any = object({
  meta: object({ event_name: z.string().check(z.minLength(1)), webhook_id: text, test_mode: isTest }),
  data: object({ id: text, attributes: object({ updated_at: text, refunded_amount: text, test_mode: isTest }) }),
});

const person = { customer_id: text, user_name: text, user_email: text };
const times = { created_at: moment, updated_at: moment };

/** Amounts are minor units; `refunded_amount` grows with each refund. */
const money = { currency: z.string(), total: z.nullish(amount), refunded_amount: z.nullish(amount), refunded_at: moment };

export const OrderEvent = object({
  data: object({
    id: text,
    attributes: object({
      ...person,
      ...times,
      ...money,
      status: z.string(),
      identifier: text,
      first_order_item: part(object({ product_name: text, variant_name: text, quantity: count })),
    }),
  }),
});
export type OrderEvent = z.infer<typeof OrderEvent>;

/** Carries no money. */
export const SubscriptionEvent = object({
  data: object({
    id: text,
    attributes: object({ ...person, ...times, status: z.string(), product_name: text, variant_name: text, ends_at: moment }),
  }),
});
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;

/** What a subscription is billed: `initial`, `renewal` or `updated`. */
export const InvoiceEvent = object({
  data: object({
    id: text,
    attributes: object({ ...person, ...times, ...money, subscription_id: text, billing_reason: z.string(), card_brand: text }),
  }),
});
export type InvoiceEvent = z.infer<typeof InvoiceEvent>;

export type Person = Pick<OrderEvent['data']['attributes'], keyof typeof person>;
