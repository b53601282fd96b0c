import { customer, isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { isFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import type { DisputeEvent } from './intent-schema.ts';
import { money } from './money.ts';

/** Of the person it says what the merchant has told Stripe, and nothing else. */
export function disputed({ created, data: { object } }: DisputeEvent): Told {
  const who = customer({ email: object.evidence?.customer_email_address, name: object.evidence?.customer_name });
  const taken = money(object.amount, object.currency);
  if (isFree(taken)) return [];
  if (!isSomebody(who)) return 'nobody';
  const properties = {
    ...taken,
    reference: object.payment_intent ?? object.charge,
    reason: object.reason,
    paymentMethod: object.payment_method_details?.type,
  };
  return [track('dispute_opened', { customer: who, occurredAt: time(created), properties, occasion: `dispute:${object.id}:opened` })];
}
