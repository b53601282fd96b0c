import * as z from 'zod/mini';

import { amount, flag, moment, object, part, record, some, text } from '../../../shared/webhook/field.ts';
import { apiUrl, tolerance } from '../../../shared/webhook/provider-settings.ts';

/** In the config. */
export const Settings = z.strictObject({ tolerance, baseUrl: apiUrl });

/** What every Clerk webhook has; the delivery id is in a header. */
export const Any = object({ type: z.string().check(z.minLength(1)), instance_id: text });

/** An attempt whose outcome is known: whatever is updated later, that outcome is told. */
export const Settled = object({
  type: z.literal('paymentAttempt.updated'),
  data: object({ id: z.string(), status: z.enum(['paid', 'failed']) }),
});

const Verification = { verification: part(object({ status: text, strategy: text })) };

/** A user, in webhooks and in lists alike. */
export const User = object({
  id: z.string(),
  external_id: text,
  first_name: text,
  last_name: text,
  primary_email_address_id: text,
  email_addresses: some(object({ id: text, email_address: z.string(), ...Verification })),
  primary_phone_number_id: text,
  phone_numbers: some(object({ id: text, phone_number: text, ...Verification })),
  external_accounts: some(object({ provider: text })),
  created_at: moment,
  updated_at: moment,
});

export const UserEvent = object({ data: User });
export type UserEvent = z.infer<typeof UserEvent>;

/** All that is left of a user; the time is on the webhook. */
export const DeletedEvent = object({ timestamp: moment, data: object({ id: z.string(), external_id: text }) });
export type DeletedEvent = z.infer<typeof DeletedEvent>;

/** A new session: the user by id alone, and in newer webhooks whole. `actor` is whoever of the team acts as that user. */
export const SessionEvent = object({
  timestamp: moment,
  data: object({ id: z.string(), user_id: z.string(), actor: record, created_at: moment, user: part(object({ external_id: text })) }),
});
export type SessionEvent = z.infer<typeof SessionEvent>;

/** Somebody who asks to be let in: no user yet, and perhaps never. */
export const WaitlistEvent = object({ timestamp: moment, data: object({ id: z.string(), email_address: text, created_at: moment }) });
export type WaitlistEvent = z.infer<typeof WaitlistEvent>;

/** A user, or an organization: no person, though it has an address. */
const Payer = part(object({ user_id: text, organization_id: text, email: text, first_name: text, last_name: text }));
export type Payer = z.infer<typeof Payer>;

const Amount = z.nullish(object({ amount, currency: z.string() }));
export type Amount = z.infer<typeof Amount>;

const Plan = part(object({ name: text, is_default: flag }));

export const ItemEvent = object({
  timestamp: moment,
  data: object({
    id: z.string(),
    plan: Plan,
    plan_period: text,
    period_end: moment,
    past_due_at: moment,
    amount: Amount,
    updated_at: moment,
    payer: Payer,
  }),
});
export type ItemEvent = z.infer<typeof ItemEvent>;

export const PaymentEvent = object({
  data: object({
    id: z.string(),
    payment_id: text,
    status: z.string(),
    charge_type: text,
    payer: Payer,
    totals: z.nullish(object({ grand_total: Amount })),
    payment_source: part(object({ payment_method: text })),
    subscription_items: some(object({ plan: Plan, plan_period: text })),
    failed_reason: part(object({ code: text, decline_code: text })),
    paid_at: moment,
    failed_at: moment,
    updated_at: moment,
  }),
});
export type PaymentEvent = z.infer<typeof PaymentEvent>;
