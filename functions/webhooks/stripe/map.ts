import { type Command, customer, type Customer, track, upsert } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { intervalOf, mainLine, maybeMoney, money, planName } from './money.ts';
import type { ChargeEvent, CheckoutEvent, CustomerEvent, InvoiceEvent } from './schema.ts';

const person = ({ id, email, name, phone, address }: CustomerEvent['data']['object']): Customer =>
  customer({ id, email, name, phone, country: address?.country });

export function registered({ created, data: { object } }: CustomerEvent): readonly Command[] {
  const fact = { customer: person(object), occurredAt: instant(created) };
  return [upsert(fact), track('signed_up', fact)];
}

/** Stripe also updates a customer when an invoice, a card or a balance changes: those are not about the person. */
export function updated({ created, data: { object, previous_attributes: before } }: CustomerEvent): readonly Command[] {
  if (before && !['email', 'name', 'phone'].some((field) => Object.hasOwn(before, field))) return [];
  const fact = { customer: person(object), occurredAt: instant(created) };
  return [upsert(fact), track('profile_updated', fact)];
}

export function deleted({ created, data: { object } }: CustomerEvent): readonly Command[] {
  return [track('account_deleted', { customer: person(object), occurredAt: instant(created) })];
}

type Session = CheckoutEvent['data']['object'];

/** A guest has an address and no id. */
function buyer({ customer: id, customer_email: given, customer_details: details }: Session): Customer {
  const { email, name, phone, address } = details ?? {};
  return customer({ id, email: email ?? given, name, phone, country: address?.country });
}

/** Subscriptions, and payments that get an invoice, are told by `invoice.paid`. */
const invoiced = ({ mode, invoice, invoice_creation: creation }: Session): boolean =>
  mode !== 'payment' || Boolean(invoice) || creation?.enabled === true;

const payment = (session: Session) => ({
  ...maybeMoney(session.amount_total, session.currency),
  reference: session.payment_intent ?? session.id,
});

/** `unpaid` is told by `checkout.session.async_payment_succeeded`; `no_payment_required` moved no money. */
export function checkedOut({ created, data: { object } }: CheckoutEvent): readonly Command[] {
  if (invoiced(object) || object.payment_status !== 'paid') return [];
  return [track('purchase_completed', { customer: buyer(object), occurredAt: instant(created), properties: payment(object) })];
}

export function checkoutFailed({ created, data: { object } }: CheckoutEvent): readonly Command[] {
  if (object.mode !== 'payment') return [];
  return [track('payment_failed', { customer: buyer(object), occurredAt: instant(created), properties: payment(object) })];
}

/** Most who leave have not said who they are: there is nobody to tell. */
export function abandoned({ created, data: { object } }: CheckoutEvent): readonly Command[] {
  const who = buyer(object);
  if (object.mode === 'setup' || !(who.id ?? who.email ?? who.phone)) return [];
  const url = object.after_expiration?.recovery?.url;
  const properties = { ...maybeMoney(object.amount_total, object.currency), reference: object.id, url };
  return [track('checkout_abandoned', { customer: who, occurredAt: instant(created), properties })];
}

type Invoice = InvoiceEvent['data']['object'];

const invoicee = ({ customer: id, customer_email: email, customer_name: name, customer_phone: phone, ...rest }: Invoice): Customer =>
  customer({ id, email, name, phone, country: rest.customer_address?.country });

const subscriptionOf = ({ subscription, parent }: Invoice) => subscription ?? parent?.subscription_details?.subscription;

/** `plan` only where a subscription is billed: a price of a single sale is none. */
function bought(invoice: Invoice) {
  const line = mainLine(invoice.lines?.data ?? []);
  const subscribed = line && subscriptionOf(invoice) ? line : undefined;
  return {
    product: line?.description,
    plan: subscribed && (planName(subscribed) ?? subscribed.pricing?.price_details?.price),
    interval: subscribed && intervalOf(subscribed),
  };
}

/** A new period is a renewal; all else is a purchase if money was paid, which a trial's first invoice does not. */
export function invoicePaid({ created, data: { object } }: InvoiceEvent): readonly Command[] {
  const happening = { customer: invoicee(object), occurredAt: instant(created) };
  const paid = money(object.amount_paid, object.currency);
  const { product, plan, interval } = bought(object);
  if (object.billing_reason === 'subscription_cycle') {
    const properties = { ...paid, plan, interval, reference: subscriptionOf(object) ?? object.id };
    return [track('subscription_renewed', { ...happening, properties })];
  }
  if (paid.amount === 0) return [];
  return [track('purchase_completed', { ...happening, properties: { ...paid, product, plan, interval, reference: object.id } })];
}

/** Once for each failed attempt: Stripe retries a card for weeks. */
export function invoiceFailed({ created, data: { object } }: InvoiceEvent): readonly Command[] {
  const properties = { ...money(object.amount_due, object.currency), ...bought(object), reference: object.id };
  return [track('payment_failed', { customer: invoicee(object), occurredAt: instant(created), properties })];
}

/** The charge counts all its refunds together; the difference is this one. An authorization let go took no money. */
export function refunded({ created, data: { object, previous_attributes: before } }: ChargeEvent): readonly Command[] {
  const amount = object.amount_refunded - (before?.amount_refunded ?? 0);
  if (object.captured === false || amount <= 0) return [];
  const { email, name, phone, address } = object.billing_details ?? {};
  const who = customer({ id: object.customer, email: email ?? object.receipt_email, name, phone, country: address?.country });
  const properties = {
    ...money(amount, object.currency),
    reference: object.invoice ?? object.payment_intent ?? object.id,
    paymentMethod: object.payment_method_details?.type,
  };
  return [track('refund_issued', { customer: who, occurredAt: instant(created), properties })];
}
