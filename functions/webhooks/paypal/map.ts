import { type Command, customer, type Customer, track, upsert } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { fromMajor, type Money } from '../../../shared/bunce/money.ts';
import type { CaptureEvent, OrderEvent, Person, RefundEvent, SaleEvent, SaleRefundEvent, SubscriptionEvent } from './schema.ts';

/** Payments name their order or subscription only, so its id stays known as one of the person's. */
const person = ({ payer_id: id, email_address: email, name, phone }: Person, object: string): Customer =>
  customer({
    id: id ?? object,
    aliases: id ? [object] : undefined,
    email,
    firstName: name?.given_name,
    lastName: name?.surname,
    phone: phone?.phone_number?.national_number,
  });

/** Nothing is paid yet, but this is the one webhook of a checkout that says who it is. */
export const approved = ({ create_time: at, resource: { id, payer } }: OrderEvent): readonly Command[] => [
  upsert({ customer: person(payer, id), occurredAt: instant(at) }),
];

interface Amount {
  readonly value: string;
  readonly currency_code: string;
}

/** Money that goes back may be written as a negative amount. */
const money = (amount: Amount | null | undefined): Partial<Money> =>
  amount ? fromMajor(amount.value.replace(/^-/, ''), amount.currency_code) : {};

const ofOld = ({ total: value, currency }: { readonly total: string; readonly currency: string }): Amount => ({
  value,
  currency_code: currency,
});
const words = (code: string | null | undefined): string | undefined => code?.toLowerCase().replaceAll('_', ' ');

function payment({ create_time: at, resource: { id, supplementary_data: extra, amount, invoice_id: invoice } }: CaptureEvent) {
  const order = extra?.related_ids?.order_id;
  const who = customer({ id: order ?? id, aliases: order ? [id] : undefined });
  return { customer: who, occurredAt: instant(at), properties: { ...money(amount), reference: invoice ?? id } };
}

export const captured = (event: CaptureEvent): readonly Command[] => [track('purchase_completed', payment(event))];

export function denied(event: CaptureEvent): readonly Command[] {
  const { properties, ...told } = payment(event);
  const reason = words(event.resource.status_details?.reason);
  return [track('payment_failed', { ...told, properties: { ...properties, reason } })];
}

/** The capture is the link upwards. */
function back({ create_time: at, resource: { links, amount, id } }: RefundEvent) {
  const capture = links
    ?.find(({ rel }) => rel === 'up')
    ?.href?.split('/')
    .at(-1);
  return { customer: customer({ id: capture ?? id }), occurredAt: instant(at), properties: { ...money(amount), reference: capture ?? id } };
}

export function refunded(event: RefundEvent): readonly Command[] {
  const { properties, ...told } = back(event);
  return [track('refund_issued', { ...told, properties: { ...properties, reason: event.resource.note_to_payer } })];
}

export function reversed(event: RefundEvent): readonly Command[] {
  const { properties, ...told } = back(event);
  return [track('refund_issued', { ...told, properties: { ...properties, reason: 'reversed' } })];
}

export function sold({ create_time: at, resource }: SaleEvent): readonly Command[] {
  const { id, billing_agreement_id: subscription, parent_payment: parent, amount, invoice_number: invoice } = resource;
  const owner = subscription ?? parent;
  const who = customer({ id: owner ?? id, aliases: owner ? [id] : undefined });
  const properties = { ...money(ofOld(amount)), reference: invoice || id };
  return [track('purchase_completed', { customer: who, occurredAt: instant(at), properties })];
}

export function saleRefunded({
  create_time: at,
  resource: { sale_id: sale, amount, reason, reason_code: code },
}: SaleRefundEvent): readonly Command[] {
  const properties = { ...money(ofOld(amount)), reference: sale, reason: reason ?? words(code) };
  return [track('refund_issued', { customer: customer({ id: sale }), occurredAt: instant(at), properties })];
}

function subscribed({ create_time: at, resource: { id, subscriber, plan_id: plan, billing_info: bills } }: SubscriptionEvent) {
  const properties = { ...money(bills?.last_payment?.amount), plan, reference: id };
  return { customer: person(subscriber ?? {}, id), occurredAt: instant(at), properties };
}

export const started = (event: SubscriptionEvent): readonly Command[] => [track('subscription_started', subscribed(event))];

export function cancelled(event: SubscriptionEvent): readonly Command[] {
  const { properties, ...told } = subscribed(event);
  return [track('subscription_cancelled', { ...told, properties: { ...properties, reason: event.resource.status_change_note } })];
}

export function statusChanged(event: SubscriptionEvent): readonly Command[] {
  const { properties, ...told } = subscribed(event);
  return [track('subscription_changed', { ...told, properties: { ...properties, status: words(event.resource.status) } })];
}

export function unpaid(event: SubscriptionEvent): readonly Command[] {
  const { properties, ...told } = subscribed(event);
  const { amount, reason_code: reason } = event.resource.billing_info?.last_failed_payment ?? {};
  return [track('payment_failed', { ...told, properties: { ...properties, ...money(amount), reason: words(reason) } })];
}
