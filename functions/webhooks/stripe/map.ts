import { type Command, type Customer, isSomebody, leave, signUp, track, update } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { isFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import type { CustomerEvent } from './customer-schema.ts';
import { intervalOf, mainLine, money, planName } from './money.ts';
import { payerOf, person } from './person.ts';
import type { ChargeEvent, CheckoutEvent, InvoiceEvent } from './schema.ts';

const said = ({ created, data: { object } }: CustomerEvent) => ({ customer: person(object), occurredAt: time(created) });

export const registered = (event: CustomerEvent): readonly Command[] => signUp(said(event));

/** Stripe also updates a customer when an invoice, a card or a balance changes: those are not about the person. */
export function updated(event: CustomerEvent): readonly Command[] {
  const before = event.data.previous_attributes;
  return before && !['email', 'name', 'phone'].some((field) => Object.hasOwn(before, field)) ? [] : update(said(event));
}

export const deleted = (event: CustomerEvent): readonly Command[] => [leave(said(event))];

type Session = CheckoutEvent['data']['object'];

const buyer = (session: Session): Customer =>
  payerOf(session, { ...session.customer_details, email: session.customer_details?.email ?? session.customer_email });

/** Subscriptions, and payments that get an invoice, are told by `invoice.paid`. */
const invoiced = ({ mode, invoice, invoice_creation: creation }: Session): boolean =>
  mode !== 'payment' || Boolean(invoice) || creation?.enabled === true;

function payment({ created, data: { object } }: CheckoutEvent) {
  const reference = object.payment_intent ?? object.id;
  const properties = { ...money(object.amount_total, object.currency), reference };
  return { customer: buyer(object), occurredAt: time(created), properties } as const;
}

/** `unpaid` is told by `checkout.session.async_payment_succeeded`; `no_payment_required` moved no money. */
export function checkedOut(event: CheckoutEvent): Told {
  const { object } = event.data;
  const paid = payment(event);
  if (invoiced(object) || object.payment_status !== 'paid' || isFree(paid.properties)) return [];
  if (!isSomebody(paid.customer)) return 'nobody';
  return [track('purchase_completed', { ...paid, occasion: `payment:${paid.properties.reference}:success` })];
}

export function checkoutFailed(event: CheckoutEvent): Told {
  const failed = payment(event);
  if (event.data.object.mode !== 'payment' || isFree(failed.properties)) return [];
  if (!isSomebody(failed.customer)) return 'nobody';
  return [track('payment_failed', { ...failed, occasion: `checkout:${event.data.object.id}:failed` })];
}

/** Most who leave have not said who they are: there is nobody to tell. */
export function abandoned({ created, data: { object } }: CheckoutEvent): readonly Command[] {
  const who = buyer(object);
  if (object.mode === 'setup' || !isSomebody(who)) return [];
  const url = object.after_expiration?.recovery?.url;
  const properties = { ...money(object.amount_total, object.currency), reference: object.id, url };
  return [
    track('checkout_abandoned', { customer: who, occurredAt: time(created), properties, occasion: `checkout:${object.id}:abandoned` }),
  ];
}

/** The charge counts all its refunds together; the difference is this one. An authorization let go, or captured in part only, took no money. */
export function refunded({ created, data: { object, previous_attributes: before } }: ChargeEvent): Told {
  const amount = Number(object.amount_refunded) - Number(before?.amount_refunded ?? 0);
  if (object.captured === false || before?.captured === false || amount <= 0) return [];
  const who = payerOf(object, { ...object.billing_details, email: object.billing_details?.email ?? object.receipt_email });
  if (!isSomebody(who)) return 'nobody';
  const properties = {
    ...money(amount, object.currency),
    reference: object.invoice ?? object.payment_intent ?? object.id,
    paymentMethod: object.payment_method_details?.type,
  };
  const occasion = `charge:${object.id}:refunded:${object.amount_refunded}`;
  return [track('refund_issued', { customer: who, occurredAt: time(created), properties, occasion })];
}

type Invoice = InvoiceEvent['data']['object'];

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

function invoicee({ created, data: { object } }: InvoiceEvent) {
  const { customer_email: email, customer_name: name, customer_phone: phone, customer_address: address } = object;
  return { customer: payerOf(object, { email, name, phone, address }), occurredAt: time(created) } as const;
}

/** A new period is a renewal; all else is a purchase if money was paid, which a trial's first invoice does not. */
export function invoicePaid(event: InvoiceEvent): Told {
  const { object } = event.data;
  const happening = { ...invoicee(event), occasion: `invoice:${object.id}:paid` };
  const paid = money(object.amount_paid, object.currency);
  const { product, plan, interval } = bought(object);
  if (isFree(paid)) return [];
  if (!isSomebody(happening.customer)) return 'nobody';
  if (object.billing_reason === 'subscription_cycle') {
    const properties = { ...paid, plan, interval, reference: subscriptionOf(object) ?? object.id };
    return [track('subscription_renewed', { ...happening, properties })];
  }
  return [track('purchase_completed', { ...happening, properties: { ...paid, product, plan, interval, reference: object.id } })];
}

/** The customer must confirm the payment, as 3-D Secure asks. */
export function invoiceAction(event: InvoiceEvent): Told {
  const { object } = event.data;
  const happening = invoicee(event);
  const due = money(object.amount_due, object.currency);
  if (isFree(due)) return [];
  if (!isSomebody(happening.customer)) return 'nobody';
  const properties = { ...due, ...bought(object), reference: object.id, url: object.hosted_invoice_url };
  return [track('payment_action_required', { ...happening, properties, occasion: `invoice:${object.id}:action:${String(event.created)}` })];
}

/** Once for each failed attempt: Stripe retries a card for weeks, and counts no attempt made by hand. */
export function invoiceFailed(event: InvoiceEvent): Told {
  const { object } = event.data;
  const happening = invoicee(event);
  const due = money(object.amount_due, object.currency);
  if (isFree(due)) return [];
  if (!isSomebody(happening.customer)) return 'nobody';
  const properties = { ...due, ...bought(object), reference: object.id };
  return [track('payment_failed', { ...happening, properties, occasion: `invoice:${object.id}:failed:${String(event.created)}` })];
}
