import { type Customer, isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { isFree } from '../../../shared/bunce/money.ts';
import * as field from '../../../shared/webhook/field.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { money } from './money.ts';
import { payerOf } from './person.ts';
import type { IntentEvent } from './intent-schema.ts';

type Intent = IntentEvent['data']['object'];

const chargeOf = ({ latest_charge: charge, charges }: Intent) => charge ?? charges?.data[0];

/** Who pays stands with the payment, or on the card that was charged or refused. */
function payer(intent: Intent): Customer {
  const { receipt_email: receipt, last_payment_error: error, shipping } = intent;
  const card = chargeOf(intent)?.billing_details ?? error?.payment_method?.billing_details;
  return payerOf(intent, {
    email: receipt ?? card?.email ?? null,
    name: card?.name ?? shipping?.name ?? null,
    phone: card?.phone ?? shipping?.phone ?? null,
    address: card?.address ?? shipping?.address ?? null,
  });
}

function payment({ created, data: { object } }: IntentEvent, amount: Intent['amount']) {
  const paymentMethod = chargeOf(object)?.payment_method_details?.type ?? object.last_payment_error?.payment_method?.type;
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

/** What Stripe.js asks for on the page of the shop is asked already (`use_stripe_sdk`); a page or a voucher of its own is for later. */
export function actionRequired(event: IntentEvent): Told {
  const { object } = event.data;
  const { properties, ...waiting } = payment(event, object.amount);
  if (isFree(properties) || object.next_action?.['type'] === 'use_stripe_sdk') return [];
  if (!isSomebody(waiting.customer)) return 'nobody';
  const occasion = `payment:${object.id}:action:${String(event.created)}`;
  return [track('payment_action_required', { ...waiting, properties: { ...properties, url: pageIn(object.next_action) }, occasion })];
}

const Page = field.object({ url: field.text, hosted_voucher_url: field.text, hosted_instructions_url: field.text });

/** Each kind of action has its details under its own name. */
function pageIn(action: Intent['next_action']): string | undefined {
  const pages = Object.values(action ?? {}).map((details) => Page.fit(details));
  const [page] = pages.flatMap((each) => each?.url ?? each?.hosted_voucher_url ?? each?.hosted_instructions_url ?? []);
  return page;
}
