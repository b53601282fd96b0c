import * as z from 'zod/mini';

const text = z.nullish(z.string());
const number = z.nullish(z.number());
const flag = z.nullish(z.boolean());
const address = z.nullish(z.object({ country: text }));

/** What every Stripe event has, thin ones (`v2.core.event`) too. */
export const Any = z.object({ id: z.string().check(z.minLength(1)), type: z.string().check(z.minLength(1)), livemode: flag });

/** `created` is when the change happened; the object's own is when the object was made. */
const happened = <Thing extends z.ZodMiniType>(object: Thing) => z.object({ created: z.number(), data: z.object({ object }) });

/** The same with the old values of what changed: a key that is absent did not change, null was null. */
const altered = <Thing extends z.ZodMiniType, Before extends z.ZodMiniType>(object: Thing, before: Before) =>
  z.object({ created: z.number(), data: z.object({ object, previous_attributes: z.nullish(before) }) });

const Contact = { email: text, name: text, phone: text, address };

export const CustomerEvent = altered(z.object({ id: z.string(), ...Contact }), z.record(z.string(), z.unknown()));
export type CustomerEvent = z.infer<typeof CustomerEvent>;

export const CheckoutEvent = happened(
  z.object({
    id: z.string(),
    mode: z.string(),
    payment_status: text,
    payment_intent: text,
    /** Either says that an invoice of this payment follows. */
    invoice: text,
    invoice_creation: z.nullish(z.object({ enabled: flag })),
    customer: text,
    customer_email: text,
    customer_details: z.nullish(z.object(Contact)),
    amount_total: number,
    currency: text,
    after_expiration: z.nullish(z.object({ recovery: z.nullish(z.object({ url: text })) })),
  }),
);
export type CheckoutEvent = z.infer<typeof CheckoutEvent>;

const Rhythm = { interval: text, interval_count: number };
/** What a price or, before prices, a plan says. */
const Priced = {
  price: z.nullish(
    z.object({
      id: z.string(),
      nickname: text,
      lookup_key: text,
      unit_amount: number,
      currency: text,
      recurring: z.nullish(z.object(Rhythm)),
    }),
  ),
  plan: z.nullish(z.object({ id: z.string(), nickname: text, amount: number, currency: text, ...Rhythm })),
};

/** Since API version 2025-03-31 (basil) a line names its price by id only, under `pricing`. */
const Line = z.object({
  ...Priced,
  amount: number,
  description: text,
  pricing: z.nullish(z.object({ price_details: z.nullish(z.object({ price: text })) })),
});
export type Line = z.infer<typeof Line>;

export const InvoiceEvent = happened(
  z.object({
    id: z.string(),
    billing_reason: text,
    customer: text,
    customer_email: text,
    customer_name: text,
    customer_phone: text,
    customer_address: address,
    amount_paid: z.number(),
    amount_due: z.number(),
    currency: z.string(),
    /** Before basil; since then under `parent`. */
    subscription: text,
    parent: z.nullish(z.object({ subscription_details: z.nullish(z.object({ subscription: text })) })),
    lines: z.nullish(z.object({ data: z.array(Line) })),
  }),
);
export type InvoiceEvent = z.infer<typeof InvoiceEvent>;

export const ChargeEvent = altered(
  z.object({
    id: z.string(),
    captured: flag,
    amount_refunded: z.number(),
    currency: z.string(),
    customer: text,
    billing_details: z.nullish(z.object(Contact)),
    receipt_email: text,
    payment_intent: text,
    /** Before basil. */
    invoice: text,
    payment_method_details: z.nullish(z.object({ type: text })),
  }),
  z.object({ amount_refunded: number }),
);
export type ChargeEvent = z.infer<typeof ChargeEvent>;

const Item = z.object({ ...Priced, quantity: number, current_period_end: number });
export type Item = z.infer<typeof Item>;
const Items = z.nullish(z.object({ data: z.array(Item) }));
const Ending = { cancel_at: number, cancel_at_period_end: flag };

export const SubscriptionEvent = altered(
  z.object({
    id: z.string(),
    status: z.string(),
    customer: text,
    items: Items,
    ...Ending,
    /** Before basil; since then on the items. */
    current_period_end: number,
    trial_end: number,
    ended_at: number,
    pause_collection: z.optional(z.unknown()),
    cancellation_details: z.nullish(z.object({ reason: text, feedback: text })),
  }),
  z.object({ status: text, items: Items, ...Ending, pause_collection: z.optional(z.unknown()) }),
);
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;
