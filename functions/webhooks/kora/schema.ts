import * as z from 'zod/mini';

import { amount, id, moment, object, part, text } from '../../../shared/webhook/field.ts';

const name = z.nullish(z.string());

/** A field that only another event's data has: its presence shows that the unsigned event was changed. */
const foreign = z.optional(z.undefined());

/** What every Kora webhook has; direct debit's own calls its event `type`. */
export const Any = object({ event: name, type: name, data: z.optional(z.unknown()) }).check(
  z.refine(({ event, type }) => Boolean(event || type), 'expected an event of Kora'),
);

export const Subject = part(object({ reference: text, payment_reference: text, status: text }));

/** One payment may be refunded more than once, but is charged once. */
export const paymentOf = (event: string, subject: z.infer<typeof Subject>) =>
  event.startsWith('charge.') ? subject?.payment_reference : null;

/** May be `{}`. */
const Payer = part(object({ email: text, name: text }));

const charge = {
  /** Payouts have none. */
  payment_reference: id,
  amount,
  currency: z.string(),
  payment_method: text,
  transaction_date: moment,
  customer: Payer,
  virtual_bank_account_details: part(object({ virtual_bank_account: part(object({ account_reference: text })) })),
  refund_date: foreign,
  completion_date: foreign,
};

export const Charged = object({ data: object({ ...charge, status: z.literal('success') }) });
export const Failed = object({ data: object({ ...charge, status: z.literal('failed'), message: text }) });
export type Charged = z.infer<typeof Charged>;
export type Failed = z.infer<typeof Failed>;

export const Refunded = object({
  data: object({
    reference: text,
    payment_reference: id,
    amount,
    currency: z.string(),
    status: z.literal('success'),
    refund_date: moment,
    completion_date: moment,
    payment_method: foreign,
  }),
}).check(z.refine(({ data }) => data.refund_date !== null || data.completion_date !== null, 'expected a time that only a refund has'));
export type Refunded = z.infer<typeof Refunded>;

/** The charge as Kora's API has it. */
export const Found = object({ customer: Payer });
export type Found = z.infer<typeof Found>;
