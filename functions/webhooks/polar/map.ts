import { type Command, isSomebody, leave, signUp, track, update } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { intervalText } from '../../../shared/bunce/interval.ts';
import { fromMinor, isFree, type Money } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { person } from './person.ts';
import type { Buyer, CheckoutEvent, CustomerEvent, OrderEvent, RefundEvent } from './schema.ts';

const fact = ({ timestamp, data }: CustomerEvent) => ({ customer: person(data), occurredAt: time(timestamp) }) as const;

export const signedUp = (event: CustomerEvent): readonly Command[] => signUp(fact(event));
export const changed = (event: CustomerEvent): readonly Command[] => update(fact(event));
export const deleted = (event: CustomerEvent): readonly Command[] => [leave(fact(event))];

export const money = (amount: string | number | null | undefined, currency: string | null | undefined): Partial<Money> =>
  amount !== null && amount !== undefined && currency ? fromMinor(amount, currency) : {};

export const buyerOf = ({ customer, customer_id: id }: Buyer) => person({ ...customer, id: customer?.id ?? id });

/** A checkout in which nobody said who they are has nobody to tell. */
const checkedOut =
  (name: 'checkout_started' | 'checkout_abandoned', outcome: string) =>
  ({ timestamp, data }: CheckoutEvent): readonly Command[] => {
    const { customer_id: id, external_customer_id: own, customer_email: email, customer_name: whole } = data;
    const who = person({ id, external_id: own, email, name: whole });
    if (!isSomebody(who)) return [];
    const reference = String(data.id);
    const properties = { ...money(data.total_amount, data.currency), product: data.product?.name, reference, url: data.url };
    return [track(name, { customer: who, occurredAt: time(timestamp), properties, occasion: `checkout:${reference}:${outcome}` })];
  };

export const begun = checkedOut('checkout_started', 'created');
export const abandoned = checkedOut('checkout_abandoned', 'expired');

const HOUR = 3_600_000;

/** Whether two times are one and the same, give or take what it takes to pay. */
export const isNear = (left: string | number | null, right: string | number | null): boolean =>
  Math.abs(Date.parse(String(left)) - Date.parse(String(right))) < HOUR;

/** The first period that is paid begins where the trial ended: its payment is the purchase. */
const isRenewal = ({ billing_reason: reason, subscription }: OrderEvent['data']): boolean =>
  reason === 'subscription_cycle' && !(subscription && isNear(subscription.trial_end, subscription.current_period_start));

/** An order of nothing starts a trial, or is free. */
export function paid({ timestamp, data }: OrderEvent): Told {
  const told = { customer: buyerOf(data), occurredAt: time(timestamp), occasion: `order:${data.id}:paid` } as const;
  const product = data.product?.name ?? data.items[0]?.label ?? data.description;
  const interval = intervalText(data.subscription?.recurring_interval, data.subscription?.recurring_interval_count);
  const plan = data.billing_reason?.startsWith('subscription') ? { plan: product, interval } : {};
  const properties = { ...money(data.total_amount, data.currency), ...plan, reference: String(data.id) };
  if (isFree(properties)) return [];
  if (!isSomebody(told.customer)) return 'nobody';
  return isRenewal(data)
    ? [track('subscription_renewed', { ...told, properties })]
    : [track('purchase_completed', { ...told, properties: { ...properties, product } })];
}

/** The tax goes back with the amount. */
export function refunded({ timestamp, data }: RefundEvent): Told {
  const { amount, tax_amount: tax, currency, order_id: reference } = data;
  const back = money(amount === null || amount === undefined ? undefined : Number(amount) + Number(tax ?? 0), currency);
  if (data.status !== 'succeeded' || isFree(back)) return [];
  const who = person({ id: data.customer_id });
  if (!isSomebody(who)) return 'nobody';
  const properties = { ...back, reference, reason: data.reason?.replaceAll('_', ' ') };
  return [track('refund_issued', { customer: who, occurredAt: time(timestamp), properties, occasion: `refund:${data.id}:succeeded` })];
}
