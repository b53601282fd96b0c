import * as z from 'zod/mini';

import { amount, id, list, moment, object, orNone, part, text } from '../../../shared/webhook/field.ts';

/** What every Paystack webhook has; `data` is an array in `subscription.expiring_cards`. */
export const Any = object({ event: z.string().check(z.minLength(1)), data: z.optional(z.unknown()) });

/** Where an object's own id, state and mode may stand; a rejected transfer has its mode with the customer. */
export const Subject = part(
  object({
    id: text,
    reference: text,
    subscription_code: text,
    next_payment_date: text,
    invoice_code: text,
    refund_reference: text,
    transaction_reference: text,
    customer_code: text,
    reason: text,
    status: text,
    domain: text,
    bank_transfer: part(object({ transaction_id: text })),
    transfer_code: text,
    dedicated_account: part(object({ id: text })),
    identification: part(object({ type: text })),
    transaction: part(object({ reference: text })),
    customer: part(object({ domain: text })),
  }),
);
export type Subject = Partial<NonNullable<z.infer<typeof Subject>>>;

const someone = { id: text, customer_code: text, email: text, first_name: text, last_name: text, phone: text };
const Someone = object(someone);

/** A customer of the list; Paystack writes both spellings. */
export const Listed = object({ ...someone, updatedAt: moment, updated_at: moment });

/** Null, missing or `[]` where Paystack names nobody. */
export const Person = orNone(Someone);
export type Person = Partial<z.infer<typeof Someone>> | null | undefined;

/** `{}`, null, a plan code or a whole plan. */
const Plan = part(object({ name: text, interval: text, currency: text }));

/** Where somebody paid: `pos`, `virtual_terminal`, `merchant_api`. */
const Source = part(object({ source: text }));
export type Source = z.infer<typeof Source>;

export const Charge = object({
  data: object({
    id: text,
    reference: text,
    amount,
    currency: z.string(),
    channel: text,
    /** Paystack writes both spellings, even in one body. */
    paid_at: moment,
    paidAt: moment,
    created_at: moment,
    createdAt: moment,
    transaction_date: moment,
    customer: Person,
    plan: Plan,
    plan_object: Plan,
    source: Source,
  }),
});
export type Charge = z.infer<typeof Charge>;

/** A transfer that Paystack sends back; the amount names no currency. */
export const RejectedTransfer = object({
  data: object({ bank_transfer: part(object({ transaction_id: text, message: text, amount: part(amount) })), customer: Person }),
});
export type RejectedTransfer = z.infer<typeof RejectedTransfer>;

/** The amount is text here; there is no customer code and no time. */
export const Refund = object({
  data: object({ id: text, transaction_reference: text, refund_reference: text, amount, currency: z.string(), customer: Person }),
});
export type Refund = z.infer<typeof Refund>;

const Subscribed = {
  subscription_code: id,
  status: text,
  amount: part(amount),
  next_payment_date: moment,
  plan: Plan,
};
export type Subscribed = z.infer<z.ZodMiniObject<typeof Subscribed>>;

export const Subscription = object({ data: object({ ...Subscribed, created_at: moment, createdAt: moment, customer: Person }) });
export type Subscription = z.infer<typeof Subscription>;

/** The currency stands under `transaction`, or nowhere; the only time is that of the invoice, made days before it is charged. */
export const Invoice = object({
  data: object({
    invoice_code: id,
    amount: part(amount),
    description: text,
    customer: Person,
    transaction: part(object({ reference: text, currency: text })),
  }),
});
export type Invoice = z.infer<typeof Invoice>;

export const ExpiringCard = object({ expiry_date: text, description: text, subscription: object(Subscribed), customer: Person });

/** Each entry is read alone. */
export const SomeCards = object({ data: z.array(z.unknown()).check(z.maxLength(10_000)) });
export type SomeCards = z.infer<typeof SomeCards>;

/** All of them at once. */
export const ExpiringCards = object({ data: list(ExpiringCard) });

export const Identification = object({
  data: object({ customer_id: text, customer_code: text, email: text, reason: text }),
});
export type Identification = z.infer<typeof Identification>;

export const DedicatedAccount = object({
  data: object({
    customer: Person,
    dedicated_account: part(object({ id: text, assignment: part(object({ assigned_at: moment })) })),
  }),
});
export type DedicatedAccount = z.infer<typeof DedicatedAccount>;
