import * as z from 'zod/mini';

import { object, part, record, some, text } from '../../../shared/webhook/field.ts';
import { Contact, happened, money, payer, reference } from './schema.ts';

const Charge = object({ billing_details: part(object(Contact)), payment_method_details: part(object({ type: text })) });

/** An attempt to take money, for shops without Checkout and invoices. */
export const IntentEvent = happened(
  object({
    id: z.string(),
    ...payer,
    receipt_email: text,
    amount: money,
    amount_received: money,
    currency: z.string(),
    description: text,
    /** Whole where the account has it expanded; until API version 2022-11-15 it stands in `charges`. */
    latest_charge: part(Charge),
    charges: part(object({ data: some(Charge) })),
    payment_method_types: some(z.string()),
    last_payment_error: part(
      object({ code: text, message: text, payment_method: part(object({ type: text, billing_details: part(object(Contact)) })) }),
    ),
    next_action: record,
    shipping: part(object({ name: text, phone: text, address: Contact.address })),
  }),
);
export type IntentEvent = z.infer<typeof IntentEvent>;

/** Names the payment, and the person only in what the merchant has told of them. */
export const DisputeEvent = happened(
  object({
    id: z.string(),
    amount: money,
    currency: z.string(),
    charge: reference,
    payment_intent: reference,
    reason: text,
    evidence: part(object({ customer_email_address: text, customer_name: text })),
    payment_method_details: part(object({ type: text })),
  }),
);
export type DisputeEvent = z.infer<typeof DisputeEvent>;
