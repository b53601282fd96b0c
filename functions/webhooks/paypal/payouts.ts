import { customer, isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { isFree, rounded } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { money, words } from './money.ts';
import type { DisputeEvent, PayoutEvent } from './payout-schema.ts';

/** The transaction that is in dispute leads to its payer, as it does for a refund. */
export function disputed({ create_time: at, resource }: DisputeEvent): Told {
  const [payment] = resource.disputed_transactions;
  const who = customer({ id: payment?.seller_transaction_id });
  if (!isSomebody(who)) return 'nobody';
  const properties = {
    ...(resource.dispute_amount ? money(resource.dispute_amount) : {}),
    reference: payment?.invoice_number ?? payment?.seller_transaction_id,
    reason: words(resource.reason),
  };
  const occurredAt = time([resource.create_time, at]);
  return [track('dispute_opened', { customer: who, occurredAt, properties, occasion: `dispute:${resource.dispute_id}:opened` })];
}

const paidOut =
  (outcome: 'completed' | 'failed') =>
  ({ create_time: at, resource: { payout_item_id: id, payout_item: item, errors, time_processed: processed } }: PayoutEvent): Told => {
    const sum = rounded(item.amount.value, item.amount.currency);
    const who = customer({ email: item.receiver });
    if (isFree(sum)) return [];
    if (!isSomebody(who)) return 'nobody';
    const reason = outcome === 'failed' ? (errors?.message ?? words(errors?.name)) : item.note;
    const properties = { ...sum, reference: item.sender_item_id ?? id, reason };
    const happening = { customer: who, occurredAt: time([processed, at]), properties, occasion: `payout:${id}:${outcome}` };
    return [track(outcome === 'failed' ? 'payout_failed' : 'payout_completed', happening)];
  };

export const arrived = paidOut('completed');
export const failed = paidOut('failed');
