import * as z from 'zod/mini';

import { amount, count, flag, lenient, list, moment, part, some, text } from '../../../shared/webhook/field.ts';
import { connectedAccounts, tolerance } from '../../../shared/webhook/provider-settings.ts';

/** In the config. */
export const Settings = z.strictObject({ tolerance, connectedAccounts });

/** Decides what is told: of another form it makes the webhook unreadable. */
const word = z.nullish(z.string());
const seconds = z.nullish(z.number());
const money = z.nullish(amount);

/** What every Stripe event has, thin ones (`v2.core.event`) too. `account` stands on events of connected accounts alone. */
export const Any = z.object({
  id: z.string().check(z.minLength(1)),
  type: z.string().check(z.minLength(1)),
  livemode: flag,
  account: z.optional(z.unknown()),
});

/** `created` is when the change happened; the object's own is when the object was made. */
const happened = <Thing extends z.ZodMiniType>(object: Thing) => z.object({ created: moment, data: z.object({ object }) });

/** The same with the old values of what changed: a key that is absent did not change, null was null. */
const altered = <Thing extends z.ZodMiniType, Before extends z.ZodMiniType>(object: Thing, before: Before) =>
  z.object({ created: moment, data: z.object({ object, previous_attributes: before }) });

const Contact = { email: text, name: text, phone: text, address: part(z.object({ country: text })) };
const Expanded = z.object({ id: z.string(), ...Contact });
export type Holder = Partial<z.infer<typeof Expanded>>;

/** A customer stands as an id, or as the whole object where the account has it expanded. */
const holder = lenient((value): Holder => (typeof value === 'string' ? { id: value } : (Expanded.safeParse(value).data ?? {})));

const Named = part(z.object({ id: z.string() }));

/** Any other object, likewise, of which the id is enough. */
const reference = lenient((value) => (typeof value === 'string' ? value : (Named.parse(value)?.id ?? null)));

/** Since API version 2025-09-30 (clover) the payer may be an Account. */
const payer = { customer: holder, customer_account: text };

export const CustomerEvent = altered(z.object({ id: z.string(), ...Contact }), part(z.record(z.string(), z.unknown())));
export type CustomerEvent = z.infer<typeof CustomerEvent>;

export const CheckoutEvent = happened(
  z.object({
    id: z.string(),
    mode: z.string(),
    payment_status: word,
    payment_intent: reference,
    /** Either says that an invoice of this payment follows. */
    invoice: reference,
    invoice_creation: part(z.object({ enabled: flag })),
    ...payer,
    customer_email: text,
    customer_details: part(z.object(Contact)),
    amount_total: money,
    currency: word,
    after_expiration: part(z.object({ recovery: part(z.object({ url: text })) })),
  }),
);
export type CheckoutEvent = z.infer<typeof CheckoutEvent>;

const Rhythm = { interval: text, interval_count: count };
/** What a price or, before prices, a plan says. */
const Priced = {
  price: z.nullish(
    z.object({ id: text, nickname: text, lookup_key: text, unit_amount: money, currency: text, recurring: part(z.object(Rhythm)) }),
  ),
  plan: z.nullish(z.object({ id: text, nickname: text, amount: money, currency: text, ...Rhythm })),
};

/** Since API version 2025-03-31 (basil) a line names its price by id only, under `pricing`. */
const Line = z.object({
  price: part(z.object({ id: text, nickname: text, lookup_key: text, recurring: part(z.object(Rhythm)) })),
  plan: part(z.object({ id: text, nickname: text, ...Rhythm })),
  amount: count,
  description: text,
  pricing: part(z.object({ price_details: part(z.object({ price: reference })) })),
});
export type Line = z.infer<typeof Line>;

export const InvoiceEvent = happened(
  z.object({
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
    /** Before basil; since then under `parent`. */
    subscription: reference,
    parent: part(z.object({ subscription_details: part(z.object({ subscription: reference })) })),
    lines: part(z.object({ data: some(Line) })),
  }),
);
export type InvoiceEvent = z.infer<typeof InvoiceEvent>;

export const ChargeEvent = altered(
  z.object({
    id: z.string(),
    captured: z.nullish(z.boolean()),
    amount_refunded: amount,
    currency: z.string(),
    ...payer,
    billing_details: part(z.object(Contact)),
    receipt_email: text,
    payment_intent: reference,
    /** Before basil. */
    invoice: reference,
    payment_method_details: part(z.object({ type: text })),
  }),
  z.nullish(z.object({ amount_refunded: money, captured: flag })),
);
export type ChargeEvent = z.infer<typeof ChargeEvent>;

const Item = z.object({ ...Priced, quantity: count, current_period_end: moment });
export type Item = z.infer<typeof Item>;
const Items = z.nullish(z.object({ data: list(Item) }));
const Ending = { cancel_at: seconds, cancel_at_period_end: z.nullish(z.boolean()) };

export const SubscriptionEvent = altered(
  z.object({
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
    cancellation_details: part(z.object({ reason: text, feedback: text })),
  }),
  z.nullish(z.object({ status: word, items: Items, ...Ending, pause_collection: z.optional(z.unknown()) })),
);
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;
