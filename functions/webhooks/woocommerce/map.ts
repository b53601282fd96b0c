import { type Command, customer, type Customer, track, upsert } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { intervalText } from '../../../shared/bunce/interval.ts';
import { fromMajor } from '../../../shared/bunce/money.ts';
import { moment, turn } from './moment.ts';
import type { Deleted, Order, Person, Subscription } from './schema.ts';

const when = (time: string | null | undefined): string | undefined => (time ? instant(time) : undefined);

const person = ({ id, email, first_name: firstName, last_name: lastName, billing }: Person): Customer =>
  customer({
    id,
    email,
    phone: billing?.phone,
    ...(firstName || lastName ? { firstName, lastName } : { firstName: billing?.first_name, lastName: billing?.last_name }),
    country: billing?.country,
  });

export function signedUp(event: Person): readonly Command[] {
  const [who, occurredAt] = [person(event), when(event.date_created_gmt)];
  return [upsert({ customer: who, occurredAt }), track('signed_up', { customer: who, occurredAt })];
}

export function updated(event: Person): readonly Command[] {
  const [who, occurredAt] = [person(event), when(event.date_modified_gmt)];
  return [upsert({ customer: who, occurredAt }), track('profile_updated', { customer: who, occurredAt })];
}

export const deleted = ({ id }: Deleted): readonly Command[] => [track('account_deleted', { customer: customer({ id }) })];

/** Guests have the number 0, and are known by e-mail. */
const buyer = ({ customer_id: id, billing }: Pick<Order, 'customer_id' | 'billing'>): Customer =>
  customer({
    id: id && String(id) !== '0' ? id : undefined,
    email: billing?.email,
    phone: billing?.phone,
    firstName: billing?.first_name,
    lastName: billing?.last_name,
    country: billing?.country,
  });

export function ordered(order: Order): readonly Command[] {
  const [who, reference] = [buyer(order), order.number ?? String(order.id)];
  const paymentMethod = order.payment_method_title;
  switch (moment(order)?.kind) {
    case 'paid':
      return [track('purchase_completed', { customer: who, occurredAt: when(order.date_paid_gmt), properties: bought(order) })];
    case 'failed': {
      const properties = { ...fromMajor(order.total, order.currency), reference, paymentMethod };
      return [track('payment_failed', { customer: who, occurredAt: when(order.date_modified_gmt), properties })];
    }
    case 'refunded': {
      const { total = order.total, reason } = order.refunds?.at(-1) ?? {};
      const properties = { ...fromMajor(total.replace(/^-/, ''), order.currency), reference, reason, paymentMethod };
      return [track('refund_issued', { customer: who, occurredAt: when(order.date_modified_gmt), properties })];
    }
    case undefined:
      return [];
  }
}

export function subscribed(subscription: Subscription): readonly Command[] {
  const turned = turn(subscription);
  if (!turned) return [];
  const happening = { customer: buyer(subscription), occurredAt: instant(turned.mark) };
  const properties = { ...terms(subscription), endsAt: when(subscription.end_date_gmt) };
  if (turned.kind === 'started') return [track('subscription_started', { ...happening, properties })];
  if (turned.kind === 'cancelled') return [track('subscription_cancelled', { ...happening, properties })];
  return [track('subscription_changed', { ...happening, properties: { ...properties, status: turned.kind } })];
}

function terms({ id, number, currency, total, line_items: lines, billing_period: period, billing_interval: count }: Subscription) {
  const interval = intervalText(period, count);
  return { ...fromMajor(total, currency), plan: lines[0]?.name, interval, reference: number ?? String(id) };
}

function bought({ id, number, currency, total, payment_method_title: paymentMethod, line_items: lines }: Order) {
  const name = lines[0]?.name;
  return {
    ...fromMajor(total, currency),
    reference: number ?? String(id),
    product: name && lines.length > 1 ? `${name} and ${lines.length - 1} more` : name,
    quantity: lines.reduce((sum, { quantity }) => sum + (quantity ?? 1), 0),
    paymentMethod,
  };
}
