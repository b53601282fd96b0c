import * as z from 'zod/mini';

import { amount, lenient, moment, object, orNone, part, text } from '../../../shared/webhook/field.ts';

const name = z.nullish(z.string());

/** Its form decides nothing: whose address it is says whether this is the sandbox. */
const Addressed = object({ email: text });
const Addressee = part(Addressed);

/** What tells the three shapes apart; v3 may hold the dotted key beside `event`, the legacy flat body only the dotted one. */
export const Any = object({
  event: name,
  type: name,
  'event.type': name,
  webhook_id: text,
  id: text,
  status: text,
  txRef: text,
  flwRef: text,
  AmountRefunded: text,
  customer: Addressee,
  data: part(object({ id: text, status: text, flw_ref: text, customer: Addressee })),
});
export type Any = z.infer<typeof Any>;

/** The flat bodies name no event: a charge has `txRef`, a refund `AmountRefunded`. */
export function typeOf(webhook: Any): string {
  const named = webhook.event || webhook.type;
  if (named) return named;
  if (webhook.txRef) return 'charge.completed';
  return webhook.AmountRefunded === null ? webhook['event.type'] || 'unknown' : 'refund';
}

export interface Subject {
  /** The delivery's, which v4 alone has, under either of two names. */
  readonly delivery: string | null;
  readonly id: string | null;
  readonly status: string | null;
  readonly reference: string | null;
  readonly email: string | null | undefined;
}

export function subjectOf({ data, event, type, ...top }: Any): Subject {
  const { id, status, flwRef: reference, customer } = top;
  if (!data) return { delivery: top.webhook_id, id, status, reference, email: customer?.email };
  const delivery = top.webhook_id ?? (type && !event ? id : null);
  return { delivery, id: data.id, status: data.status, reference: data.flw_ref, email: data.customer?.email };
}

const charge = { id: text, amount, currency: z.string(), status: z.string() };

/** Event `charge.completed`, with `data` in snake case. */
export const ChargeV3 = object({
  data: object({
    ...charge,
    tx_ref: text,
    payment_type: text,
    processor_response: text,
    created_at: moment,
    customer: orNone(object({ id: text, email: text, name: text, phone_number: text })),
  }),
});

/** A name in parts, or as one text. */
const Name = part(z.union([z.string(), object({ first: text, last: text })]));
export type Name = z.infer<typeof Name> | undefined;

/** A phone in parts, or as it was written. */
const Phone = part(z.union([z.string(), z.number(), object({ country_code: text, number: text })]));
export type Phone = z.infer<typeof Phone> | undefined;

/** Type `charge.completed`; times are text or seconds with a fraction. */
export const ChargeV4 = object({
  timestamp: moment,
  data: object({
    ...charge,
    reference: text,
    payment_method: part(object({ type: text })),
    processor_response: part(object({ type: text, code: text })),
    created_datetime: moment,
    customer: orNone(object({ id: text, email: text, name: Name, phone: Phone })),
    customer_id: text,
  }),
});

/** The oldest shape: everything on top, in camel case. */
export const ChargeFlat = object({
  ...charge,
  txRef: text,
  createdAt: moment,
  customer: orNone(object({ id: text, email: text, fullName: text, phone: text })),
});

/** What the merchant gave with a transfer: an object, or a list of one. */
const Given = lenient((value) => Addressed.fit(Array.isArray(value) ? value[0] : value) ?? null);

/** Money that the merchant sends, of both versions; whom to, only where the merchant has said it. v4 names two currencies, and not which of them it counts in. */
export const Transfer = object({
  timestamp: moment,
  data: object({
    id: text,
    amount: part(amount),
    currency: text,
    source_currency: text,
    destination_currency: text,
    status: z.string(),
    reference: text,
    narration: text,
    complete_message: text,
    created_at: moment,
    created_datetime: moment,
    email: text,
    fullname: text,
    meta: Given,
    customer: Addressee,
  }),
});
export type Transfer = z.infer<typeof Transfer>;

/** Has no id of its own, and a customer without one. */
export const Cancelled = object({
  data: object({
    amount: part(amount),
    currency: text,
    customer: orNone(object({ email: text, full_name: text })),
    plan: part(object({ name: text, interval: text })),
  }),
});
export type Cancelled = z.infer<typeof Cancelled>;

/** Names the charge by number, and neither person nor currency. */
export const Refund = object({
  id: text,
  TransactionId: z.union([z.string().check(z.minLength(1)), z.number()]),
  FlwRef: text,
  AmountRefunded: part(amount),
  status: z.string(),
  updatedAt: moment,
});
export type Refund = z.infer<typeof Refund>;

/** No body says so, but the sandbox invents references with MOCK in them and puts `ravesb_…_` before the payer's address. */
export const isSandbox = ({ reference, email }: Pick<Subject, 'reference' | 'email'>): boolean =>
  /mock/i.test(reference ?? '') || /^ravesb_/i.test(email ?? '');
