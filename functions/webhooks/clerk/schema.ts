import * as z from 'zod/mini';

const text = z.nullish(z.string());
const number = z.nullish(z.number());

/** What every Clerk webhook has; the delivery id is in a header. */
export const Any = z.object({ type: z.string().check(z.minLength(1)) });

const Verification = { verification: z.nullish(z.object({ status: text, strategy: text })) };

export const UserEvent = z.object({
  data: z.object({
    id: z.string(),
    external_id: text,
    first_name: text,
    last_name: text,
    primary_email_address_id: text,
    email_addresses: z.nullish(z.array(z.object({ id: text, email_address: z.string(), ...Verification }))),
    primary_phone_number_id: text,
    phone_numbers: z.nullish(z.array(z.object({ id: text, phone_number: z.string(), ...Verification }))),
    external_accounts: z.nullish(z.array(z.object({ provider: text }))),
    created_at: number,
    updated_at: number,
  }),
});
export type UserEvent = z.infer<typeof UserEvent>;

/** All that is left of a user; the time is on the webhook. */
export const DeletedEvent = z.object({ timestamp: number, data: z.object({ id: z.string(), external_id: text }) });
export type DeletedEvent = z.infer<typeof DeletedEvent>;

/** A user, or an organization: then `user_id` is missing. */
const Payer = z.object({ user_id: text, email: text, first_name: text, last_name: text });
export type Payer = z.infer<typeof Payer>;

const Amount = z.nullish(z.object({ amount: z.number(), currency: z.string() }));

const Item = {
  id: z.string(),
  plan: z.nullish(z.object({ name: text, is_default: z.nullish(z.boolean()) })),
  plan_period: text,
  period_end: number,
  past_due_at: number,
  amount: Amount,
  updated_at: number,
};

export const ItemEvent = z.object({ timestamp: number, data: z.object({ ...Item, payer: Payer }) });
export type ItemEvent = z.infer<typeof ItemEvent>;

export const PaymentEvent = z.object({
  data: z.object({
    id: z.string(),
    payment_id: text,
    status: z.string(),
    charge_type: text,
    payer: Payer,
    totals: z.object({ grand_total: Amount }),
    payment_source: z.nullish(z.object({ payment_method: text })),
    subscription_items: z.nullish(z.array(z.object({ ...Item, id: text }))),
    failed_reason: z.nullish(z.object({ code: text, decline_code: text })),
    paid_at: number,
    failed_at: number,
    updated_at: number,
  }),
});
export type PaymentEvent = z.infer<typeof PaymentEvent>;
