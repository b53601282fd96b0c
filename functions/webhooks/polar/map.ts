import { type Command, customer, type Customer, signUp, track, update } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { fromMinor, type Money } from '../../../shared/bunce/money.ts';
import type { CheckoutEvent, CustomerEvent, OrderEvent, RefundEvent, SubscriptionEvent, Customer as Polar } from './schema.ts';

/** The team's own id where it gave one; Polar's id stays known, for refunds carry no other. */
const person = ({ id, external_id: own, email, name }: Polar): Customer =>
  customer({ id: own || id, aliases: own ? [id] : undefined, email, name });

const fact = ({ timestamp, data }: CustomerEvent) => ({ customer: person(data), occurredAt: instant(timestamp) });

export const signedUp = (event: CustomerEvent): readonly Command[] => signUp(fact(event));
export const changed = (event: CustomerEvent): readonly Command[] => update(fact(event));

export const deleted = (event: CustomerEvent): readonly Command[] => [track('account_deleted', fact(event))];

const money = (amount: number | null | undefined, currency: string | null | undefined): Partial<Money> =>
  amount && currency ? fromMinor(amount, currency) : {};

/** A checkout in which nobody said who they are has nobody to tell. */
export function abandoned({ timestamp, data }: CheckoutEvent): readonly Command[] {
  const { customer_id: id, external_customer_id: own, customer_email: email, customer_name: name } = data;
  const who = customer({ id: own || id, aliases: own && id ? [id] : undefined, email, name });
  if (!who.id && !who.email) return [];
  const properties = { ...money(data.total_amount, data.currency), product: data.product?.name, reference: data.id, url: data.url };
  return [track('checkout_abandoned', { customer: who, occurredAt: instant(timestamp), properties })];
}

/** An order of nothing starts a trial, or is free. */
export function paid({ timestamp, data }: OrderEvent): readonly Command[] {
  if (data.total_amount === 0) return [];
  const told = { customer: person(data.customer), occurredAt: instant(timestamp) };
  const product = data.product?.name;
  const plan = data.billing_reason?.startsWith('subscription') ? { plan: product, interval: data.subscription?.recurring_interval } : {};
  const properties = { ...money(data.total_amount, data.currency), ...plan, reference: data.id };
  return data.billing_reason === 'subscription_cycle'
    ? [track('subscription_renewed', { ...told, properties })]
    : [track('purchase_completed', { ...told, properties: { ...properties, product } })];
}

/** The tax goes back with the amount. */
export function refunded({ timestamp, data }: RefundEvent): readonly Command[] {
  if (data.status !== 'succeeded') return [];
  const who = customer({ id: data.customer_id });
  const reason = data.reason?.replaceAll('_', ' ');
  const properties = { ...money(data.amount + (data.tax_amount ?? 0), data.currency), reference: data.order_id, reason };
  return [track('refund_issued', { customer: who, occurredAt: instant(timestamp), properties })];
}

const subscribed = ({ timestamp, data }: SubscriptionEvent) => ({ customer: person(data.customer), occurredAt: instant(timestamp) });

const terms = ({ data }: SubscriptionEvent) => ({
  ...money(data.amount, data.currency),
  plan: data.product?.name,
  interval: data.recurring_interval,
  reference: data.id,
});

const start = (event: SubscriptionEvent): readonly Command[] => [
  track('subscription_started', { ...subscribed(event), properties: terms(event) }),
];

export function statusChanged(event: SubscriptionEvent): readonly Command[] {
  const end = event.data.ended_at ?? event.data.ends_at;
  const status = event.data.status.replace('_', ' ');
  return [
    track('subscription_changed', {
      ...subscribed(event),
      properties: { ...terms(event), status, endsAt: end ? instant(end) : undefined },
    }),
  ];
}

/** What is active at once is told by its activation, what is incomplete by the same later, or never. */
export const created = (event: SubscriptionEvent): readonly Command[] => (event.data.status === 'trialing' ? start(event) : []);

const HOUR = 3_600_000;

/** Also sent when a trial turns into a subscription and when a late payment has come in. */
export function active(event: SubscriptionEvent): readonly Command[] {
  const { started_at: started, current_period_start: period, trial_end: trial } = event.data;
  const isFirst = !trial && Math.abs(Date.parse(period ?? '') - Date.parse(started ?? '')) < HOUR;
  return isFirst ? start(event) : statusChanged(event);
}

/** A payment that failed has no event of its own. */
export const unpaid = (event: SubscriptionEvent): readonly Command[] => [
  track('payment_failed', { ...subscribed(event), properties: { ...terms(event), reason: 'past due' } }),
];

export function cancelled(event: SubscriptionEvent): readonly Command[] {
  const { ends_at: end, customer_cancellation_reason: reason } = event.data;
  const properties = { ...terms(event), reason: reason?.replaceAll('_', ' '), endsAt: end ? instant(end) : undefined };
  return [track('subscription_cancelled', { ...subscribed(event), properties })];
}
