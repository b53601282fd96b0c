import { customer, isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { isFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { isNothing, money, moneyIn } from './money.ts';
import { person } from './person.ts';
import type { Dispute, Transfer } from './transfer-schema.ts';

type Outcome = 'success' | 'failed' | 'reversed';

/** A recipient is no customer: they are known by the e-mail that the merchant gave with them, or not at all. Paystack's `reason` is what the money is for, never why it did not arrive. */
const paidOut =
  (outcome: Outcome) =>
  ({ data }: Transfer): Told => {
    const { recipient, reference, transfer_code: code } = data;
    const sum = money(data.amount, data.currency);
    const who = customer({ email: recipient?.email || recipient?.metadata?.email, name: recipient?.name });
    if (isFree(sum)) return [];
    if (!isSomebody(who)) return 'nobody';
    const reason = outcome === 'success' ? data.reason : data.gateway_response;
    const properties = { ...sum, reference: reference ?? code, reason, paymentMethod: recipient?.type };
    const [sent, last] = [data.transferred_at, data.updated_at ?? data.updatedAt];
    const happening = { customer: who, occurredAt: time(outcome === 'success' ? [sent, last] : [last, sent]), properties };
    const occasion = `transfer:${code ?? reference}:${outcome}`;
    return [track(outcome === 'success' ? 'payout_completed' : 'payout_failed', { ...happening, occasion })];
  };

export const arrived = paidOut('success');
export const failed = paidOut('failed');
export const cameBack = paidOut('reversed');

export function disputed({ data }: Dispute): Told {
  const who = person(data.customer);
  const { id, transaction: payment } = data;
  if (isNothing(data.refund_amount ?? payment?.amount)) return [];
  if (!isSomebody(who)) return 'nobody';
  const properties = {
    ...moneyIn(data.refund_amount ?? payment?.amount, data.currency ?? payment?.currency),
    reference: payment?.reference,
    reason: data.category,
    paymentMethod: payment?.channel,
  };
  const occurredAt = time([data.createdAt, data.created_at]);
  return [track('dispute_opened', { customer: who, occurredAt, properties, occasion: id ? `dispute:${id}:opened` : undefined })];
}
