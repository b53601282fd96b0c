import * as z from 'zod/mini';

const text = z.nullish(z.string());
const id = z.nullish(z.union([z.string(), z.number()]));

/** What every Lemon Squeezy webhook has; `webhook_id` names the delivery, and older ones lack it. */
export const Any = z.object({
  meta: z.object({ event_name: z.string().check(z.minLength(1)), webhook_id: text, test_mode: z.nullish(z.boolean()) }),
  data: z.object({ id, attributes: z.object({ updated_at: text }) }),
});

const person = { customer_id: id, user_name: text, user_email: text };
const times = { created_at: text, updated_at: text };

/** Amounts are minor units; `refunded_amount` grows with each refund. */
const money = { currency: z.string(), total: z.number(), refunded_amount: z.nullish(z.number()), refunded_at: text };

export const OrderEvent = z.object({
  data: z.object({
    attributes: z.object({
      ...person,
      ...times,
      ...money,
      status: z.string(),
      identifier: text,
      first_order_item: z.nullish(z.object({ product_name: text, variant_name: text, quantity: z.nullish(z.int()) })),
    }),
  }),
});
export type OrderEvent = z.infer<typeof OrderEvent>;

/** Carries no money. */
export const SubscriptionEvent = z.object({
  data: z.object({
    id,
    attributes: z.object({ ...person, ...times, status: z.string(), product_name: text, variant_name: text, ends_at: text }),
  }),
});
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;

/** What a subscription is billed: `initial`, `renewal` or `updated`. */
export const InvoiceEvent = z.object({
  data: z.object({
    id,
    attributes: z.object({ ...person, ...times, ...money, subscription_id: id, billing_reason: z.string(), card_brand: text }),
  }),
});
export type InvoiceEvent = z.infer<typeof InvoiceEvent>;

export type Person = Pick<OrderEvent['data']['attributes'], keyof typeof person>;
