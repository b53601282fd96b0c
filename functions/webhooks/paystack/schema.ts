import * as z from 'zod/mini';

const text = z.nullish(z.string());
const id = z.nullish(z.union([z.string(), z.number()]));

/** What every Paystack webhook has; `data` is an array in `subscription.expiring_cards`. */
export const Any = z.object({ event: z.string().check(z.minLength(1)), data: z.unknown() });

/** Where an object's own id, state and mode may stand. */
export const Subject = z.catch(
  z.object({
    id,
    reference: text,
    subscription_code: text,
    invoice_code: text,
    refund_reference: text,
    transaction_reference: text,
    customer_code: text,
    status: text,
    domain: text,
  }),
  {},
);

const Person = z.object({ id, customer_code: text, email: text, first_name: text, last_name: text, phone: text });
export type Person = z.infer<typeof Person>;

/** `{}`, null, a plan code or a whole plan. */
const Plan = z.catch(z.nullish(z.object({ name: text, interval: text, currency: text })), null);

/** Paystack writes both spellings, even in one body. */
const times = { paid_at: text, created_at: text, createdAt: text };

export const Charge = z.object({
  data: z.object({
    ...times,
    reference: z.string(),
    amount: z.number(),
    currency: z.string(),
    channel: text,
    customer: Person,
    plan: Plan,
  }),
});
export type Charge = z.infer<typeof Charge>;

/** Of the customer only the number is known here; a long one arrives as text. */
export const PaymentRequest = z.object({
  data: z.object({
    ...times,
    request_code: z.string(),
    amount: z.number(),
    currency: z.string(),
    description: text,
    customer: z.union([Person, z.number(), z.string()]),
  }),
});
export type PaymentRequest = z.infer<typeof PaymentRequest>;

/** The amount is text here; there is no customer code and no time. */
export const Refund = z.object({
  data: z.object({ transaction_reference: z.string(), amount: z.union([z.string(), z.number()]), currency: z.string(), customer: Person }),
});
export type Refund = z.infer<typeof Refund>;

const Subscribed = { subscription_code: z.string(), status: text, amount: z.nullish(z.number()), next_payment_date: text, plan: Plan };

export const Subscription = z.object({ data: z.object({ ...times, ...Subscribed, customer: Person }) });
export type Subscription = z.infer<typeof Subscription>;

/** The currency stands under `transaction`, or nowhere. */
export const Invoice = z.object({
  data: z.object({
    ...times,
    invoice_code: z.string(),
    amount: z.number(),
    description: text,
    customer: Person,
    transaction: z.catch(z.nullish(z.object({ currency: text })), null),
  }),
});
export type Invoice = z.infer<typeof Invoice>;

export const ExpiringCards = z.object({
  data: z.array(z.object({ description: text, subscription: z.object(Subscribed), customer: Person })),
});
export type ExpiringCards = z.infer<typeof ExpiringCards>;

export const Identification = z.object({ data: z.object({ customer_id: id, customer_code: z.string(), email: text, reason: text }) });
export type Identification = z.infer<typeof Identification>;

export const DedicatedAccount = z.object({ data: z.object({ customer: Person }) });
export type DedicatedAccount = z.infer<typeof DedicatedAccount>;
