import * as z from 'zod/mini';

import { amount, id, moment, object, orNone, part, some, text } from '../../../shared/webhook/field.ts';

/** What every Monnify webhook has. */
export const Any = object({ eventType: z.string().check(z.minLength(1)), eventData: z.optional(z.unknown()) });

const Transfer = object({ sessionId: text, amountPaid: text });

/** The transfers that came: one, or a list. */
const Source = z.union([
  z.pipe(
    Transfer,
    z.transform((one) => [one]),
  ),
  some(Transfer),
]);

/** Where an object's own reference and state may stand. */
export const Subject = part(
  object({
    refundReference: text,
    transactionReference: text,
    mandateCode: text,
    paymentStatus: text,
    refundStatus: text,
    mandateStatus: text,
    paymentSourceInformation: Source,
  }),
);
export type Subject = Partial<NonNullable<z.infer<typeof Subject>>>;

const Customer = object({ name: text, email: text });

/** Sometimes an object, sometimes JSON as text, and not always valid. */
const MetaData = part(object({ phoneNumber: text }));

const payment = {
  paymentReference: text,
  paymentDescription: text,
  currency: text,
  metaData: MetaData,
};

/** Amounts are number and text in one body: `3000` and `"2990.00"`. */
export const Paid = object({
  eventData: object({
    ...payment,
    customer: orNone(Customer),
    transactionReference: text,
    amountPaid: amount,
    paidOn: moment,
    paymentMethod: text,
    paymentStatus: z.nullish(z.string()),
  }),
});
export type Paid = z.infer<typeof Paid>;

/** May name nobody but by the transaction. Its only time is the transaction's creation. */
export const Rejected = object({
  eventData: object({
    ...payment,
    transactionReference: id,
    amount,
    customer: part(Customer),
    paymentSourceInformation: Source,
    paymentRejectionInformation: part(object({ rejectionReason: text })),
  }),
});
export type Rejected = z.infer<typeof Rejected>;

/** Names the transaction, and neither person nor currency. */
export const Refund = object({
  eventData: object({ transactionReference: id, refundReference: text, refundAmount: amount, completedOn: moment, customerNote: text }),
});
export type Refund = z.infer<typeof Refund>;

export const Mandate = object({
  eventData: object({
    mandateCode: id,
    mandateStatus: z.string(),
    mandateAmount: part(amount),
    mandateDescription: text,
    endDate: moment,
    customerName: text,
    customerEmailAddress: text,
    customerPhoneNumber: text,
  }),
});
export type Mandate = z.infer<typeof Mandate>;
