import { type Customer, isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { isFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { money } from './money.ts';
import { payerOf } from './person.ts';
import type { IntentEvent } from './intent-schema.ts';

type Intent = IntentEvent['data']['object'];

/** Who pays stands with the payment, or on the card that was charged or refused. */
function payer(intent: Intent): Customer {
  const { receipt_email: receipt, latest_charge: charge, last_payment_error: error, shipping } = intent;
  const card = charge?.billing_details ?? error?.payment_method?.billing_details;
  return payerOf(intent, {
    email: receipt ?? card?.email ?? null,
    name: card?.name ?? shipping?.name ?? null,
    phone: card?.phone ?? shipping?.phone ?? null,
    address: card?.address ?? shipping?.address ?? null,
  });
}

function payment({ created, data: { object } }: IntentEvent, amount: Intent['amount']) {
  const paymentMethod = object.latest_charge?.payment_method_details?.type ?? object.last_payment_error?.payment_method?.type;
  const [only, ...others] = object.payment_method_types;
  return {
    customer: payer(object),
    occurredAt: time(created),
    properties: {
      ...money(amount, object.currency),
      reference: object.id,
      product: object.description,
      paymentMethod: paymentMethod ?? (others.length === 0 ? only : undefined),
    },
  } as const;
}

export function succeeded(event: IntentEvent): Told {
  const { object } = event.data;
  const paid = payment(event, object.amount_received ?? object.amount);
  if (isFree(paid.properties)) return [];
  if (!isSomebody(paid.customer)) return 'nobody';
  return [track('purchase_completed', { ...paid, occasion: `payment:${object.id}:success` })];
}

/** Once for each attempt: an intent may be tried again for as long as it lives. */
export function failed(event: IntentEvent): Told {
  const { object } = event.data;
  const { properties, ...tried } = payment(event, object.amount);
  if (isFree(properties)) return [];
  if (!isSomebody(tried.customer)) return 'nobody';
  const reason = object.last_payment_error?.message ?? object.last_payment_error?.code;
  return [
    track('payment_failed', {
      ...tried,
      properties: { ...properties, reason },
      occasion: `payment:${object.id}:failed:${String(event.created)}`,
    }),
  ];
}

export function actionRequired(event: IntentEvent): Told {
  const { object } = event.data;
  const { properties, ...waiting } = payment(event, object.amount);
  if (isFree(properties)) return [];
  if (!isSomebody(waiting.customer)) return 'nobody';
  const occasion = `payment:${object.id}:action:${String(event.created)}`;
  const url = object.next_action?.redirect_to_url?.url;
  return [track('payment_action_required', { ...waiting, properties: { ...properties, url }, occasion })];
}
