import { customer, type Customer, isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { fromMinor, isFree, type Money } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import type { InvoiceEvent, OrderEvent, Person } from './schema.ts';

export const person = ({ customer_id: id, user_email: email, user_name: name }: Person): Customer => customer({ id, email, name });

interface Named {
  readonly product_name?: string | null;
  readonly variant_name?: string | null;
}

/** A product of one variant calls it "Default". */
export const productOf = ({ product_name: product, variant_name: variant }: Named): string =>
  [product, variant === 'Default' ? undefined : variant].filter(Boolean).join(', ');

const money = (amount: string | number | null | undefined, currency: string): Partial<Money> =>
  amount === null || amount === undefined ? {} : fromMinor(amount, currency);

const order = ({ data: { id, attributes } }: OrderEvent) => ({
  customer: person(attributes),
  product: productOf(attributes.first_order_item ?? {}),
  reference: attributes.identifier ?? id,
});

/** Also the first payment of a subscription; that of a trial is free. */
export function ordered(event: OrderEvent): Told {
  const { status, currency, total, created_at: at, first_order_item: item } = event.data.attributes;
  const { customer: who, ...told } = order(event);
  const properties = { ...told, ...money(total, currency), quantity: item?.quantity };
  if (status !== 'paid' || isFree(properties)) return [];
  const occasion = `order:${event.data.id ?? told.reference}:paid`;
  return isSomebody(who) ? [track('purchase_completed', { customer: who, occurredAt: time(at), properties, occasion })] : 'nobody';
}

type Refunded = Pick<OrderEvent['data']['attributes'], 'currency' | 'total' | 'refunded_amount'>;

/** Webhooks older than partial refunds name no amount: all of it. */
const refund = ({ refunded_amount: part, total, currency }: Refunded): Partial<Money> =>
  money(Number(part ?? 0) === 0 ? total : part, currency);

export function orderRefunded(event: OrderEvent): Told {
  const { customer: who, ...told } = order(event);
  const { attributes, id } = event.data;
  const properties = { ...told, ...refund(attributes) };
  if (isFree(properties)) return [];
  const occasion = `order:${id ?? told.reference}:refunded:${String(properties.amount)}`;
  const occurredAt = time([attributes.refunded_at, attributes.updated_at]);
  return isSomebody(who) ? [track('refund_issued', { customer: who, occurredAt, properties, occasion })] : 'nobody';
}

function bill({ data: { id, attributes } }: InvoiceEvent) {
  const { currency, total, card_brand: paymentMethod, subscription_id: subscription } = attributes;
  return { ...money(total, currency), paymentMethod, reference: subscription ?? id };
}

const occasionOf = ({ data: { id } }: InvoiceEvent, outcome: string): string | undefined =>
  id === null ? undefined : `subscription_invoice:${id}:${outcome}`;

/** The order has told of the initial payment. An invoice may be paid days after it was made. */
export function invoicePaid(event: InvoiceEvent): Told {
  const { attributes } = event.data;
  const [who, properties] = [person(attributes), bill(event)];
  if (attributes.billing_reason === 'initial' || isFree(properties)) return [];
  const name = attributes.billing_reason === 'renewal' ? 'subscription_renewed' : 'purchase_completed';
  const told = {
    customer: who,
    occurredAt: time([attributes.updated_at, attributes.created_at]),
    properties,
    occasion: occasionOf(event, 'paid'),
  } as const;
  return isSomebody(who) ? [track(name, told)] : 'nobody';
}

/** Each attempt updates the invoice. */
export function invoiceFailed(event: InvoiceEvent): Told {
  const { attributes } = event.data;
  const [who, properties] = [person(attributes), bill(event)];
  if (isFree(properties)) return [];
  const at = attributes.updated_at;
  const told = { customer: who, occurredAt: time(at), properties, occasion: occasionOf(event, `failed:${String(at)}`) } as const;
  return isSomebody(who) ? [track('payment_failed', told)] : 'nobody';
}

/** The order tells of the initial payment's refund, too. */
export function invoiceRefunded(event: InvoiceEvent): Told {
  const { attributes } = event.data;
  const who = person(attributes);
  const properties = { ...bill(event), ...refund(attributes) };
  if (attributes.billing_reason === 'initial' || isFree(properties)) return [];
  const occasion = occasionOf(event, `refunded:${String(properties.amount)}`);
  const occurredAt = time([attributes.refunded_at, attributes.updated_at]);
  return isSomebody(who) ? [track('refund_issued', { customer: who, occurredAt, properties, occasion })] : 'nobody';
}
