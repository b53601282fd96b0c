import { type Command, customer, type Customer, isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { fromMinor, isFree, type Money } from '../../../shared/bunce/money.ts';
import { paymentOf } from '../../../shared/webhook/thread.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import type { DisputeEvent, InvoiceEvent } from './invoice-schema.ts';
import type { Payment, PaymentEvent, RefundEvent } from './schema.ts';
import { isGivenBack, isSettled } from './settle.ts';
import { words } from './words.ts';

const money = ({ amount, currency }: Payment['amount_money']): Money => fromMinor(amount, currency);

/** At a till nobody may have said who they are. A refund knows the payment only, so the payment's id stays known as one of the person's. */
function buyer({
  id,
  customer_id: chosen,
  card_details: details,
  billing_address: billing,
  shipping_address: shipping,
  ...paid
}: Payment): Customer {
  const own = chosen || details?.card?.customer_id;
  const who = customer({ id: own, email: paid.buyer_email_address });
  if (!isSomebody(who)) return {};
  const { first_name: firstName, last_name: lastName } = [billing, shipping].find((place) => place?.first_name || place?.last_name) ?? {};
  const country = billing?.country || shipping?.country;
  const names = { firstName, lastName, country, phone: paid.buyer_phone_number };
  return customer({ ...names, id: who.id ?? id, aliases: who.id ? [id] : undefined, email: who.email });
}

export function settled({ created_at: at, data: { object } }: PaymentEvent): Told {
  const { payment } = object;
  if (!isSettled(payment)) return [];
  const paid = money(payment.total_money ?? payment.amount_money);
  if (isFree(paid)) return [];
  const who = buyer(payment);
  if (!isSomebody(who)) return 'nobody';
  const happening = { customer: who, occasion: `payment:${payment.id}:${payment.status.toLowerCase()}` };
  const properties = { ...paid, reference: payment.id, paymentMethod: words(payment.source_type) };
  const occurredAt = time([payment.card_details?.card_payment_timeline?.captured_at, at]);
  if (payment.status === 'COMPLETED') return [track('purchase_completed', { ...happening, occurredAt, properties })];
  const reason = words(payment.card_details?.errors[0]?.code);
  return [track('payment_failed', { ...happening, occurredAt, properties: { ...properties, reason } })];
}

export function disputed({ created_at: at, data: { object } }: DisputeEvent): Told {
  const { id, amount_money: sum, reason, disputed_payment: payment, reported_at: reported } = object.dispute;
  const properties = { ...(sum && money(sum)), reference: payment.payment_id, reason: words(reason) };
  const told = { customer: customer({ id: payment.payment_id }), occurredAt: time([reported, at]), properties };
  return [track('dispute_opened', { ...told, occasion: `dispute:${id}:opened` })];
}

/** A refund and a dispute name their payment and nobody; an invoice is no payment yet. */
export const threadOf = (command: Command): string | undefined =>
  command.type === 'track-event' && command.event.name === 'payment_action_required' ? undefined : paymentOf(command);

/** What is due comes with the invoice; that it is paid, by its payment. */
export function invoiced({ created_at: at, data: { object } }: InvoiceEvent): Told {
  const { id, invoice_number: number, title, public_url: url, primary_recipient: to, payment_requests: requests } = object.invoice;
  const who = customer({
    id: to?.customer_id,
    email: to?.email_address,
    phone: to?.phone_number,
    firstName: to?.given_name,
    lastName: to?.family_name,
  });
  const [due] = requests.map(({ computed_amount_money: sum }) => money(sum));
  if (due && isFree(due)) return [];
  if (!isSomebody(who)) return 'nobody';
  const properties = { ...due, product: title, reference: number ?? id, url };
  return [track('payment_action_required', { customer: who, occurredAt: time(at), properties, occasion: `invoice:${id}:published` })];
}

export function refunded({ created_at: at, data: { object } }: RefundEvent): Told {
  const { id, payment_id: payment, customer_id: own, amount_money: amount, reason } = object.refund;
  if (!isGivenBack(object.refund)) return [];
  const back = money(amount);
  if (isFree(back)) return [];
  const who = customer({ id: own || payment, aliases: own ? [payment] : undefined });
  if (!isSomebody(who)) return 'nobody';
  const properties = { ...back, reference: payment, reason };
  return [track('refund_issued', { customer: who, occurredAt: time(at), properties, occasion: `refund:${id}:completed` })];
}
