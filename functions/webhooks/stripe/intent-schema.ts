import * as z from 'zod/mini';

import { object, part, some, text } from '../../../shared/webhook/field.ts';
import { money, happened, Contact, reference, payer } from './schema.ts';

/** Where the account has it expanded. */
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
    latest_charge: part(Charge),
    payment_method_types: some(z.string()),
    last_payment_error: part(
      object({ code: text, message: text, payment_method: part(object({ type: text, billing_details: part(object(Contact)) })) }),
    ),
    next_action: part(object({ redirect_to_url: part(object({ url: text })) })),
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
