import { type Command, customer, type Customer, track } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { fromMinor, type Money } from '../../../shared/bunce/money.ts';
import type { InvoiceEvent, OrderEvent, Person, SubscriptionEvent } from './schema.ts';

const person = ({ customer_id: id, user_email: email, user_name: name }: Person): Customer => customer({ id, email, name });

const time = (text: string | null | undefined): string | undefined => (text ? instant(text) : undefined);

/** A product of one variant calls it "Default". */
const productOf = (item: { readonly product_name?: string | null | undefined; readonly variant_name?: string | null | undefined }) =>
  [item.product_name, item.variant_name === 'Default' ? undefined : item.variant_name].filter(Boolean).join(', ');

const order = ({ data: { attributes } }: OrderEvent) => ({
  customer: person(attributes),
  product: productOf(attributes.first_order_item ?? {}),
  reference: attributes.identifier,
});

/** Also the first payment of a subscription; that of a trial is free. */
export function ordered(event: OrderEvent): readonly Command[] {
  const { status, currency, total, created_at: at, first_order_item: item } = event.data.attributes;
  if (status !== 'paid' || total === 0) return [];
  const { customer: who, ...told } = order(event);
  const properties = { ...told, ...fromMinor(total, currency), quantity: item?.quantity };
  return [track('purchase_completed', { customer: who, occurredAt: time(at), properties })];
}

interface Refunded {
  readonly currency: string;
  readonly total: number;
  readonly refunded_amount?: number | null | undefined;
}

/** Webhooks older than partial refunds name no amount: all of it. */
const refund = ({ refunded_amount: part, total, currency }: Refunded): Money => fromMinor(part || total, currency);

export function orderRefunded(event: OrderEvent): readonly Command[] {
  const { customer: who, ...told } = order(event);
  const { attributes } = event.data;
  const properties = { ...told, ...refund(attributes) };
  return [track('refund_issued', { customer: who, occurredAt: time(attributes.refunded_at ?? attributes.updated_at), properties })];
}

const terms = ({ data: { id, attributes } }: SubscriptionEvent) => ({
  plan: productOf(attributes),
  reference: id ? String(id) : undefined,
});

export function started(event: SubscriptionEvent): readonly Command[] {
  const { attributes } = event.data;
  return [
    track('subscription_started', { customer: person(attributes), occurredAt: time(attributes.created_at), properties: terms(event) }),
  ];
}

export function cancelled(event: SubscriptionEvent): readonly Command[] {
  const { attributes } = event.data;
  const properties = { ...terms(event), endsAt: time(attributes.ends_at) };
  return [track('subscription_cancelled', { customer: person(attributes), occurredAt: time(attributes.updated_at), properties })];
}

export function statusChanged(event: SubscriptionEvent): readonly Command[] {
  const { attributes } = event.data;
  const properties = { ...terms(event), status: attributes.status.replace('_', ' '), endsAt: time(attributes.ends_at) };
  return [track('subscription_changed', { customer: person(attributes), occurredAt: time(attributes.updated_at), properties })];
}

function bill({ data: { id, attributes } }: InvoiceEvent) {
  const { currency, total, card_brand: paymentMethod, subscription_id: subscription } = attributes;
  return { ...fromMinor(total, currency), paymentMethod, reference: String(subscription ?? id) };
}

/** The order has told of the initial payment. */
export function invoicePaid(event: InvoiceEvent): readonly Command[] {
  const { attributes } = event.data;
  if (attributes.billing_reason === 'initial' || attributes.total === 0) return [];
  const name = attributes.billing_reason === 'renewal' ? 'subscription_renewed' : 'purchase_completed';
  return [track(name, { customer: person(attributes), occurredAt: time(attributes.created_at), properties: bill(event) })];
}

export function invoiceFailed(event: InvoiceEvent): readonly Command[] {
  const { attributes } = event.data;
  return [track('payment_failed', { customer: person(attributes), occurredAt: time(attributes.updated_at), properties: bill(event) })];
}

/** The order tells of the initial payment's refund, too. */
export function invoiceRefunded(event: InvoiceEvent): readonly Command[] {
  const { attributes } = event.data;
  if (attributes.billing_reason === 'initial') return [];
  const properties = { ...bill(event), ...refund(attributes) };
  return [
    track('refund_issued', { customer: person(attributes), occurredAt: time(attributes.refunded_at ?? attributes.updated_at), properties }),
  ];
}
