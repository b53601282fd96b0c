import * as z from 'zod/mini';

import { amount, count, flag, lenient, list, moment, object, part, some, text } from '../../../shared/webhook/field.ts';
import { apiUrl, connectedAccounts, tolerance } from '../../../shared/webhook/provider-settings.ts';

/** In the config. */
export const Settings = z.strictObject({
  tolerance,
  connectedAccounts,
  baseUrl: apiUrl,
  choice: z.exactOptional(z.enum(['checkout', 'invoices', 'payment-intents'])),
});

/** Decides what is told: of another form it makes the webhook unreadable. */
const word = z.nullish(z.string());
const seconds = z.nullish(z.number());
export const money = z.nullish(amount);

/** What every Stripe event has, thin ones (`v2.core.event`) too. `account` stands on events of connected accounts alone. */
export const Any = object({
  id: z.string().check(z.minLength(1)),
  type: z.string().check(z.minLength(1)),
  livemode: flag,
  account: z.optional(z.unknown()),
});

/** `created` is when the change happened; the object's own is when the object was made. */
export const happened = <Thing extends z.ZodMiniType>(thing: Thing) => object({ created: moment, data: object({ object: thing }) });

/** The same with the old values of what changed: a key that is absent did not change, null was null. */
export const altered = <Thing extends z.ZodMiniType, Before extends z.ZodMiniType>(thing: Thing, before: Before) =>
  object({ created: moment, data: object({ object: thing, previous_attributes: before }) });

export const Contact = { email: text, name: text, phone: text, address: part(object({ country: text })) };
const Expanded = object({ id: z.string(), ...Contact });
export type Holder = Partial<z.infer<typeof Expanded>>;

/** A customer stands as an id, or as the whole object where the account has it expanded. */
const holder = lenient((value): Holder => (typeof value === 'string' ? { id: value } : (Expanded.fit(value) ?? {})));

const Named = object({ id: z.string() });

/** Any other object, likewise, of which the id is enough. */
export const reference = lenient((value) => (typeof value === 'string' ? value : (Named.fit(value)?.id ?? null)));

/** Since API version 2025-09-30 (clover) the payer may be an Account. */
export const payer = { customer: holder, customer_account: text };

export const CheckoutEvent = happened(
  object({
    id: z.string(),
    mode: z.string(),
    payment_status: word,
    payment_intent: reference,
    /** Either says that an invoice of this payment follows. */
    invoice: reference,
    invoice_creation: part(object({ enabled: flag })),
    ...payer,
    customer_email: text,
    customer_details: part(object(Contact)),
    amount_total: money,
    currency: word,
    after_expiration: part(object({ recovery: part(object({ url: text })) })),
  }),
);
export type CheckoutEvent = z.infer<typeof CheckoutEvent>;

const Rhythm = { interval: text, interval_count: count };
/** What a price or, before prices, a plan says. */
const Priced = {
  price: z.nullish(
    object({ id: text, nickname: text, lookup_key: text, unit_amount: money, currency: text, recurring: part(object(Rhythm)) }),
  ),
  plan: z.nullish(object({ id: text, nickname: text, amount: money, currency: text, ...Rhythm })),
};

/** Since API version 2025-03-31 (basil) a line names its price by id only, under `pricing`. */
const Line = object({
  price: part(object({ id: text, nickname: text, lookup_key: text, recurring: part(object(Rhythm)) })),
  plan: part(object({ id: text, nickname: text, ...Rhythm })),
  amount: count,
  description: text,
  pricing: part(object({ price_details: part(object({ price: reference })) })),
});
export type Line = z.infer<typeof Line>;

export const InvoiceEvent = happened(
  object({
    id: z.string(),
    billing_reason: word,
    ...payer,
    customer_email: text,
    customer_name: text,
    customer_phone: text,
    customer_address: Contact.address,
    amount_paid: money,
    amount_due: money,
    currency: z.string(),
    hosted_invoice_url: text,
    /** Before basil; since then under `parent`. */
    subscription: reference,
    parent: part(object({ subscription_details: part(object({ subscription: reference })) })),
    lines: part(object({ data: some(Line) })),
  }),
);
export type InvoiceEvent = z.infer<typeof InvoiceEvent>;

export const ChargeEvent = altered(
  object({
    id: z.string(),
    captured: z.nullish(z.boolean()),
    amount_refunded: amount,
    currency: z.string(),
    ...payer,
    billing_details: part(object(Contact)),
    receipt_email: text,
    payment_intent: reference,
    /** Before basil. */
    invoice: reference,
    payment_method_details: part(object({ type: text })),
  }),
  z.nullish(object({ amount_refunded: money, captured: flag })),
);
export type ChargeEvent = z.infer<typeof ChargeEvent>;

const Item = object({ ...Priced, quantity: count, current_period_end: moment });
export type Item = z.infer<typeof Item>;
const Items = z.nullish(object({ data: list(Item) }));
const Ending = { cancel_at: seconds, cancel_at_period_end: z.nullish(z.boolean()) };

export const SubscriptionEvent = altered(
  object({
    id: z.string(),
    status: z.string(),
    ...payer,
    items: Items,
    ...Ending,
    /** Before basil; since then on the items. */
    current_period_end: moment,
    trial_end: moment,
    ended_at: moment,
    pause_collection: z.optional(z.unknown()),
    cancellation_details: part(object({ reason: text, feedback: text })),
  }),
  z.nullish(object({ status: word, items: Items, ...Ending, pause_collection: z.optional(z.unknown()) })),
);
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;
