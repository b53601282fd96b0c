import * as z from 'zod/mini';

import { amount, moment, object, part, text } from '../../../shared/webhook/field.ts';
import { Person } from './schema.ts';

/** Money that the merchant sends: to a recipient, of whom an e-mail is told only where the merchant gave one. */
export const Transfer = object({
  data: object({
    amount,
    currency: z.string(),
    reference: text,
    transfer_code: text,
    reason: text,
    gateway_response: text,
    recipient: part(
      object({
        email: text,
        name: text,
        type: text,
        recipient_code: text,
        details: part(object({ bank_name: text })),
        metadata: part(object({ email: text })),
      }),
    ),
    transferred_at: moment,
    updated_at: moment,
    updatedAt: moment,
  }),
});
export type Transfer = z.infer<typeof Transfer>;

/** The payment stands inside, with its customer. */
export const Dispute = object({
  data: object({
    id: text,
    refund_amount: part(amount),
    currency: text,
    category: text,
    customer: Person,
    transaction: part(object({ reference: text, amount: part(amount), currency: text, channel: text })),
    created_at: moment,
    createdAt: moment,
  }),
});
export type Dispute = z.infer<typeof Dispute>;
