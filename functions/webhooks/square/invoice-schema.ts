import type * as z from 'zod/mini';

import { moment, object, part, some, text } from '../../../shared/webhook/field.ts';
import { filled, base, Money } from './schema.ts';

/** Names the payment, and nobody. */
export const DisputeEvent = object({
  ...base,
  data: object({
    object: object({
      dispute: object({
        id: filled,
        amount_money: part(Money),
        reason: text,
        disputed_payment: object({ payment_id: filled }),
        reported_at: moment,
      }),
    }),
  }),
});
export type DisputeEvent = z.infer<typeof DisputeEvent>;

/** Sent to whoever is to pay it. */
export const InvoiceEvent = object({
  ...base,
  data: object({
    object: object({
      invoice: object({
        id: filled,
        invoice_number: text,
        title: text,
        public_url: text,
        primary_recipient: part(
          object({ customer_id: text, email_address: text, given_name: text, family_name: text, phone_number: text }),
        ),
        payment_requests: some(object({ computed_amount_money: Money })),
      }),
    }),
  }),
});
export type InvoiceEvent = z.infer<typeof InvoiceEvent>;
