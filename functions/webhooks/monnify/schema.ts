import * as z from 'zod/mini';

const text = z.nullish(z.string());
/** Number and text in one body: `3000` and `"2990.00"`. */
const amount = z.union([z.number(), z.string()]);

/** What every Monnify webhook has. */
export const Any = z.object({ eventType: z.string().check(z.minLength(1)), eventData: z.unknown() });

/** Where an object's own reference and state may stand. */
export const Subject = z.catch(z.object({ refundReference: text, transactionReference: text, mandateCode: text, paymentStatus: text }), {});

const Customer = z.nullish(z.object({ name: text, email: text }));
export type Customer = z.infer<typeof Customer>;

/** Sometimes an object, sometimes JSON as text, and not always valid. */
const MetaData = z.catch(z.nullish(z.object({ phoneNumber: text })), null);

const payment = {
  transactionReference: z.string(),
  paymentReference: z.string(),
  paymentDescription: text,
  currency: text,
  customer: Customer,
  metaData: MetaData,
};

export const Paid = z.object({
  eventData: z.object({ ...payment, amountPaid: amount, paidOn: text, paymentMethod: text, paymentStatus: text }),
});
export type Paid = z.infer<typeof Paid>;

export const Rejected = z.object({
  eventData: z.object({
    ...payment,
    amount,
    created_on: text,
    paymentRejectionInformation: z.catch(z.nullish(z.object({ rejectionReason: text })), null),
  }),
});
export type Rejected = z.infer<typeof Rejected>;

/** Names the transaction, and neither person nor currency. */
export const Refund = z.object({
  eventData: z.object({ transactionReference: z.string(), refundAmount: amount, completedOn: text, customerNote: text }),
});
export type Refund = z.infer<typeof Refund>;

export const Mandate = z.object({
  eventData: z.object({
    mandateCode: z.string(),
    mandateStatus: z.string(),
    mandateAmount: z.nullish(amount),
    mandateDescription: text,
    endDate: text,
    customerName: text,
    customerEmailAddress: text,
    customerPhoneNumber: text,
  }),
});
export type Mandate = z.infer<typeof Mandate>;
