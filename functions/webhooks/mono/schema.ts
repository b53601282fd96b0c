import * as z from 'zod/mini';

import { amount, flag, id, moment, object, part, text } from '../../../shared/webhook/field.ts';

const Envelope = object({ event: z.string().check(z.minLength(1)), event_id: text, data: z.optional(z.unknown()) });

/** What every Mono webhook has; older ones lack the id and the time, and those of disputes stand in another envelope's `data`. */
export const Any = z.union([
  Envelope,
  z.pipe(
    object({ data: Envelope }),
    z.transform(({ data }) => data),
  ),
]);

/** An id, or the object that has it. */
const idOf = z.pipe(
  part(z.union([z.string(), object({ id: text, _id: text })])),
  z.transform((named) => (typeof named === 'string' ? named : (named?.id ?? named?._id ?? null))),
);

/** Where the object's id, the mode and the customer may stand: one-time payments have all under `object`. */
const place = { id: text, live_mode: flag, liveMode: flag, customer: idOf };
export const Subject = part(
  object({ ...place, mandate: text, reference_number: text, status: text, timestamps: text, object: part(object(place)) }),
);
export type Subject = Partial<NonNullable<z.infer<typeof Subject>>>;

/** Null where a webhook names nobody, as pauses and cancellations do. */
export function customerIdOf(payload: unknown): string | null {
  const { customer, object }: Subject = Subject.parse(Any.safeParse(payload).data?.data) ?? {};
  return customer ?? object?.customer ?? null;
}

/** One-time payments (DirectPay), of an account that was linked for it. */
export const Payment = object({
  timestamp: moment,
  data: object({
    object: object({
      id: text,
      status: z.literal('successful'),
      amount,
      currency: text,
      reference: text,
      description: text,
      method: text,
      customer: idOf,
      account: idOf,
      updated_at: moment,
    }),
  }),
});
export type Payment = z.infer<typeof Payment>;

/** A bank account that somebody linked. */
export const Account = object({ timestamp: moment, data: object({ id, customer: idOf }) });
export type Account = z.infer<typeof Account>;

const debit = {
  amount,
  reference_number: id,
  mandate: id,
  customer: idOf,
  narration: text,
  message: text,
  date: moment,
};

/** A debit on a mandate; it names no currency. */
export const Debit = object({ timestamp: moment, data: object({ ...debit, status: z.enum(['successful', 'failed']) }) });
export type Debit = z.infer<typeof Debit>;

/** A debit that was swept from several accounts, or one account's part of it: the event says that money came. */
export const Sweep = object({ timestamp: moment, data: object(debit) });
export type Sweep = z.infer<typeof Sweep>;

export const Mandate = object({
  timestamp: moment,
  data: object({
    id,
    status: z.string(),
    customer: idOf,
    amount: part(amount),
    description: text,
    message: text,
    end_date: moment,
    date: moment,
  }),
});
export type Mandate = z.infer<typeof Mandate>;

/** Names the mandate only. */
export const Action = object({ timestamp: moment, data: object({ mandate: id, timestamps: moment }) });
export type Action = z.infer<typeof Action>;

/** The customer as Mono's API has them; a business has one name. */
export const Found = object({ email: text, phone: text, first_name: text, last_name: text, name: text, business_name: text });
export type Found = z.infer<typeof Found>;
