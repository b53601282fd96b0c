import { type Command, customer, type Customer, signUp, track, update } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { fromMinor, type Money } from '../../../shared/bunce/money.ts';
import type { CustomerEvent, PaymentEvent, RefundEvent, SubscriptionEvent } from './schema.ts';

function person({ id, object }: CustomerEvent['data']): Customer {
  const { given_name: firstName, family_name: lastName, email_address: email, phone_number: phone } = object?.customer ?? {};
  return customer({ id, aliases: mergedFrom(object), email, phone, firstName, lastName });
}

const mergedFrom = (object: CustomerEvent['data']['object']): string[] => object?.event_context?.merge?.from_customer_ids ?? [];

const fact = ({ created_at: at, data }: CustomerEvent) => ({ customer: person(data), occurredAt: instant(at) });

export const changed = (event: CustomerEvent): readonly Command[] => update(fact(event));

/** The one that a merge leaves is no new person. */
export const signedUp = (event: CustomerEvent): readonly Command[] =>
  mergedFrom(event.data.object).length > 0 ? changed(event) : signUp(fact(event));

/** Those that a merge removes live on. */
export const deleted = (event: CustomerEvent): readonly Command[] =>
  event.data.object?.event_context?.merge ? [] : [track('account_deleted', fact(event))];

const money = ({ amount, currency }: { readonly amount: number; readonly currency: string }): Money => fromMinor(amount, currency);
const words = (code: string | null | undefined): string | undefined => code?.toLowerCase().replaceAll('_', ' ');

/** A refund knows the payment only, so the payment's id stays known as one of the person's. */
function payer({ id, customer_id: own, buyer_email_address: email }: PaymentEvent['data']['object']['payment']): Customer | undefined {
  if (!own && !email) return undefined;
  return customer({ id: own || id, aliases: own ? [id] : undefined, email });
}

/** At a till nobody may have said who they are: then there is nobody to tell. */
export function settled({ created_at: at, data }: PaymentEvent): readonly Command[] {
  const { payment } = data.object;
  const who = payer(payment);
  if (!who) return [];
  const told = { customer: who, occurredAt: instant(at) };
  const properties = {
    ...money(payment.total_money ?? payment.amount_money),
    reference: payment.id,
    paymentMethod: words(payment.source_type),
  };
  if (payment.status === 'COMPLETED') return [track('purchase_completed', { ...told, properties })];
  const reason = words(payment.card_details?.errors?.[0]?.code);
  return payment.status === 'FAILED' ? [track('payment_failed', { ...told, properties: { ...properties, reason } })] : [];
}

export function refunded({ created_at: at, data }: RefundEvent): readonly Command[] {
  const { status, payment_id: payment, amount_money: amount, reason } = data.object.refund;
  if (status !== 'COMPLETED') return [];
  const properties = { ...money(amount), reference: payment, reason };
  return [track('refund_issued', { customer: customer({ id: payment }), occurredAt: instant(at), properties })];
}

function subscribed({ created_at: at, data }: SubscriptionEvent) {
  const { id: reference, customer_id: id, plan_variation_id: plan, canceled_date: end } = data.object.subscription;
  const properties = { plan, reference, endsAt: end ? instant(end) : undefined };
  return { customer: customer({ id }), occurredAt: instant(at), properties };
}

export const started = (event: SubscriptionEvent): readonly Command[] => [track('subscription_started', subscribed(event))];

/** An end is told when its date is set, and not again when it comes. */
export function changedOrEnds(event: SubscriptionEvent): readonly Command[] {
  const { properties, ...told } = subscribed(event);
  const status = words(event.data.object.subscription.status);
  return properties.endsAt
    ? [track('subscription_cancelled', { ...told, properties })]
    : [track('subscription_changed', { ...told, properties: { ...properties, status } })];
}
