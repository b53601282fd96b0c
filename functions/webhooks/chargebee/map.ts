import { type Command, customer, type Customer, signUp, track, update } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { fromMinor, type Money } from '../../../shared/bunce/money.ts';
import type { Customer as Chargebee, CustomerEvent, PaymentEvent, Subscription, SubscriptionEvent } from './schema.ts';

const person = ({ id, email, first_name: firstName, last_name: lastName, phone }: Chargebee): Customer =>
  customer({ id, email, firstName, lastName, phone });

const fact = ({ occurred_at: at, content }: CustomerEvent) => ({ customer: person(content.customer), occurredAt: instant(at) });

export const signedUp = (event: CustomerEvent): readonly Command[] => signUp(fact(event));
export const changed = (event: CustomerEvent): readonly Command[] => update(fact(event));

export const deleted = (event: CustomerEvent): readonly Command[] => [track('account_deleted', fact(event))];

const planOf = ({ plan_id: plan, subscription_items: items }: Subscription): string | undefined =>
  plan ?? items?.find(({ item_type: type }) => type === 'plan')?.item_price_id;

const words = (code: string | null | undefined): string | undefined => code?.replaceAll('_', ' ');

function bill({ content: { transaction, invoice, subscription } }: PaymentEvent) {
  return {
    ...fromMinor(transaction.amount, transaction.currency_code),
    ...(subscription ? { plan: planOf(subscription), interval: subscription.billing_period_unit } : {}),
    reference: invoice?.id ?? transaction.id,
    paymentMethod: words(transaction.payment_method),
  };
}

const productOf = ({ content: { invoice } }: PaymentEvent): string =>
  (invoice?.line_items ?? [])
    .map(({ description }) => description)
    .filter(Boolean)
    .join(', ');

export function paid(event: PaymentEvent): readonly Command[] {
  const { recurring, first_invoice: first } = event.content.invoice ?? {};
  const properties = bill(event);
  return recurring && first === false
    ? [track('subscription_renewed', { ...fact(event), properties })]
    : [track('purchase_completed', { ...fact(event), properties: { ...properties, product: productOf(event) } })];
}

export const failed = (event: PaymentEvent): readonly Command[] => [
  track('payment_failed', { ...fact(event), properties: { ...bill(event), reason: event.content.transaction.error_text } }),
];

export function refunded(event: PaymentEvent): readonly Command[] {
  const { amount, currency, reference, paymentMethod } = bill(event);
  return [track('refund_issued', { ...fact(event), properties: { amount, currency, reference, paymentMethod } })];
}

function price({
  currency_code: currency,
  subscription_items: items,
  plan_unit_price: unit,
  plan_quantity: quantity,
}: Subscription): Partial<Money> {
  const amount = items ? items.reduce((sum, item) => sum + (item.amount ?? 0), 0) : (unit ?? 0) * (quantity ?? 1);
  return amount && currency ? fromMinor(amount, currency) : {};
}

const terms = ({ content: { subscription } }: SubscriptionEvent) => ({
  ...price(subscription),
  plan: planOf(subscription),
  interval: subscription.billing_period_unit,
  reference: subscription.id,
});

export const started = (event: SubscriptionEvent): readonly Command[] => [
  track('subscription_started', { ...fact(event), properties: terms(event) }),
];

/** A future one is told when it starts. */
export const created = (event: SubscriptionEvent): readonly Command[] =>
  event.content.subscription.status === 'future' ? [] : started(event);

export const statusChanged = (event: SubscriptionEvent): readonly Command[] => [
  track('subscription_changed', { ...fact(event), properties: { ...terms(event), status: words(event.content.subscription.status) } }),
];

export function willEnd(event: SubscriptionEvent): readonly Command[] {
  const { cancelled_at: at, current_term_end: term, cancel_reason_code: code, cancel_reason: reason } = event.content.subscription;
  const end = at ?? term;
  const properties = { ...terms(event), reason: code ?? words(reason), endsAt: end ? instant(end) : undefined };
  return [track('subscription_cancelled', { ...fact(event), properties })];
}

/** An end that was scheduled has been told. */
export const ended = (event: SubscriptionEvent): readonly Command[] =>
  event.content.subscription.cancel_schedule_created_at ? statusChanged(event) : willEnd(event);
