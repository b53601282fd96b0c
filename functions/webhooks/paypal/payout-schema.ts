import * as z from 'zod/mini';

import { amount, moment, object, part, some, text } from '../../../shared/webhook/field.ts';
import { filled, base, Amount } from './schema.ts';

/** Names the capture or sale as the seller's transaction. */
export const DisputeEvent = object({
  ...base,
  resource: object({
    dispute_id: filled,
    reason: text,
    dispute_amount: part(Amount),
    create_time: moment,
    disputed_transactions: some(object({ seller_transaction_id: filled, invoice_number: text })),
  }),
});
export type DisputeEvent = z.infer<typeof DisputeEvent>;

/** One of a batch of payouts; whom it goes to is an e-mail, a phone or an account. */
const PayoutAmount = object({ value: amount, currency: z.string() });
export const PayoutEvent = object({
  ...base,
  resource: object({
    payout_item_id: filled,
    payout_item: object({ recipient_type: text, receiver: text, note: text, amount: PayoutAmount, sender_item_id: text }),
    errors: part(object({ name: text, message: text })),
    time_processed: moment,
  }),
});
export type PayoutEvent = z.infer<typeof PayoutEvent>;
