import { type Command, customer, signUp, track, update } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { fromMinor, type Money } from '../../../shared/bunce/money.ts';
import type { AdjustmentEvent, CustomerEvent, SubscriptionEvent, TransactionEvent } from './schema.ts';

const fact = ({ occurred_at: at, data }: CustomerEvent) => ({ customer: customer(data), occurredAt: instant(at) });

export const signedUp = (event: CustomerEvent): readonly Command[] => signUp(fact(event));
export const changed = (event: CustomerEvent): readonly Command[] => update(fact(event));

/** Only customer events carry the address; all others name their customer by id. */
const happening = ({
  occurred_at: at,
  data,
}: Omit<TransactionEvent, 'data'> & { readonly data: { readonly customer_id?: string | null | undefined } }) => ({
  customer: customer({ id: data.customer_id }),
  occurredAt: instant(at),
});

const named = (names: readonly (string | null | undefined)[]): string => names.filter(Boolean).join(', ');

function bought({ data }: TransactionEvent) {
  const product = named((data.details.line_items ?? []).map((line) => line.product?.name));
  const cycle = data.items?.find(({ price }) => price?.billing_cycle)?.price?.billing_cycle;
  const plan = data.subscription_id ? { plan: product, interval: cycle?.interval } : {};
  return { ...fromMinor(data.details.totals.grand_total, data.currency_code), ...plan, product, reference: data.id };
}

/** A trial, a new card and a free product complete a transaction, too, in which nothing is paid. */
export function paid(event: TransactionEvent): readonly Command[] {
  if (Number(event.data.details.totals.grand_total) === 0) return [];
  const paymentMethod = event.data.payments?.find(({ status }) => status === 'captured')?.method_details?.type;
  const { product, ...terms } = { ...bought(event), paymentMethod };
  if (event.data.origin === 'subscription_recurring') return [track('subscription_renewed', { ...happening(event), properties: terms })];
  return [track('purchase_completed', { ...happening(event), properties: { ...terms, product } })];
}

/** The newest attempt stands first. */
export function failed(event: TransactionEvent): readonly Command[] {
  const attempt = event.data.payments?.find(({ status }) => status === 'error');
  const properties = { ...bought(event), reason: attempt?.error_code, paymentMethod: attempt?.method_details?.type };
  return [track('payment_failed', { ...happening(event), properties })];
}

/** A refund waits for Paddle's approval, which comes with the creation or with an update. */
export function adjusted(event: AdjustmentEvent): readonly Command[] {
  const { action, status, totals, currency_code: currency, transaction_id: reference, reason } = event.data;
  if (action !== 'refund' || status !== 'approved') return [];
  const money: Partial<Money> = totals ? fromMinor(totals.total, currency) : {};
  return [track('refund_issued', { ...happening(event), properties: { ...money, reference, reason } })];
}

function terms({ data }: SubscriptionEvent) {
  const items = data.items.filter(({ recurring }) => recurring !== false);
  const amount = items.reduce((sum, { price, quantity }) => sum + Number(price.unit_price.amount) * quantity, 0);
  return {
    ...fromMinor(amount, data.currency_code),
    plan: named(items.map(({ product, price }) => product?.name ?? price.name ?? price.description)),
    interval: data.billing_cycle?.interval,
    reference: data.id,
  };
}

export const started = (event: SubscriptionEvent): readonly Command[] => [
  track('subscription_started', { ...happening(event), properties: terms(event) }),
];

export const statusChanged = (event: SubscriptionEvent): readonly Command[] => [
  track('subscription_changed', { ...happening(event), properties: { ...terms(event), status: event.data.status.replace('_', ' ') } }),
];

export function cancelled(event: SubscriptionEvent): readonly Command[] {
  const endsAt = event.data.canceled_at ? instant(event.data.canceled_at) : undefined;
  return [track('subscription_cancelled', { ...happening(event), properties: { ...terms(event), endsAt } })];
}
