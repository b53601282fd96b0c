import * as z from 'zod/mini';

const text = z.nullish(z.string());
const live = z.nullish(z.boolean());

/** What every Mono webhook has; older ones lack the id and the time. */
export const Any = z.object({ event: z.string().check(z.minLength(1)), event_id: text, data: z.unknown() });

/** Where the mode and the customer may stand: one-time payments have both under `object`. */
const Place = { live_mode: live, liveMode: live, customer: z.catch(text, null) };
export const Subject = z.catch(z.object({ ...Place, object: z.catch(z.nullish(z.object(Place)), null) }), {});

/** Null where a webhook names nobody, as pauses and cancellations do. */
export function customerIdOf(payload: unknown): string | null {
  const { customer, object } = Subject.parse(Any.safeParse(payload).data?.data);
  return customer ?? object?.customer ?? null;
}

const timestamp = text;

/** One-time payments (DirectPay). */
export const Payment = z.object({
  timestamp,
  data: z.object({
    object: z.object({
      status: z.literal('successful'),
      amount: z.number(),
      currency: z.string(),
      reference: z.string(),
      description: text,
      method: text,
      customer: text,
      updated_at: text,
    }),
  }),
});
export type Payment = z.infer<typeof Payment>;

/** A debit on a mandate; it names no currency. */
export const Debit = z.object({
  timestamp,
  data: z.object({
    status: z.enum(['successful', 'failed']),
    amount: z.number(),
    reference_number: z.string(),
    mandate: z.string(),
    customer: text,
    narration: text,
    message: text,
    date: text,
  }),
});
export type Debit = z.infer<typeof Debit>;

export const Mandate = z.object({
  timestamp,
  data: z.object({
    id: z.string(),
    status: z.string(),
    customer: text,
    amount: z.nullish(z.number()),
    description: text,
    message: text,
    end_date: text,
    date: text,
  }),
});
export type Mandate = z.infer<typeof Mandate>;

/** Names the mandate only. */
export const Action = z.object({ timestamp, data: z.object({ mandate: z.string(), message: text, timestamps: text }) });
export type Action = z.infer<typeof Action>;

/** The customer as Mono's API has them; a business has one name. */
export const Found = z.object({ email: text, phone: text, first_name: text, last_name: text, name: text, business_name: text });
export type Found = z.infer<typeof Found>;
