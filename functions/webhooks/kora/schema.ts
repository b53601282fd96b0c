import * as z from 'zod/mini';

const text = z.nullish(z.string());
const amount = z.union([z.number(), z.string()]);

/** A field that only another event's data has: its presence shows that the unsigned event was changed. */
const foreign = z.optional(z.undefined());

/** What every Kora webhook has; direct debit's own calls its event `type`. */
export const Any = z
  .object({ event: text, type: text, data: z.unknown() })
  .check(z.refine(({ event, type }) => Boolean(event || type), 'expected an event of Kora'));

export const Subject = z.catch(z.object({ reference: text, status: text }), {});

const charge = {
  reference: z.string(),
  /** Payouts have none. */
  payment_reference: z.string(),
  amount,
  currency: z.string(),
  payment_method: text,
  transaction_date: text,
  virtual_bank_account_details: z.catch(
    z.nullish(z.object({ virtual_bank_account: z.nullish(z.object({ account_reference: text })) })),
    null,
  ),
  refund_date: foreign,
  completion_date: foreign,
};

export const Charged = z.object({ data: z.object({ ...charge, status: z.literal('success') }) });
export const Failed = z.object({ data: z.object({ ...charge, status: z.literal('failed'), message: text }) });
export type Charged = z.infer<typeof Charged>;
export type Failed = z.infer<typeof Failed>;

export const Refunded = z.object({
  data: z.object({
    payment_reference: z.string(),
    amount,
    currency: z.string(),
    status: z.literal('success'),
    refund_date: z.string(),
    completion_date: text,
    payment_method: foreign,
  }),
});
export type Refunded = z.infer<typeof Refunded>;

/** The charge as Kora's API has it; the customer may be `{}`. */
export const Found = z.object({ customer: z.nullish(z.object({ email: text, name: text })) });
export type Found = z.infer<typeof Found>;
