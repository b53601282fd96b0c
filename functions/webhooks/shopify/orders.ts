import { customer, type Customer, isSomebody, track, upsert } from '../../../shared/bunce/command.ts';
import { hoursBetween, time } from '../../../shared/bunce/instant.ts';
import { isFree, type Money, rounded } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { first } from './first.ts';
import type { Line, NewOrder, Order, Refund, Transaction } from './order-schema.ts';
import type { Address } from './schema.ts';

/** Refunds and transactions name their order and no person: the order's id is kept as another id of its buyer. */
export const orderAlias = (id: string | number): string => `order:${id}`;

interface Bought extends Pick<NewOrder, 'customer' | 'billing_address' | 'shipping_address' | 'email' | 'contact_email' | 'phone'> {
  readonly aliases?: readonly string[];
}

/** Whoever the cart names. */
export function buyer({ aliases, customer: who, billing_address: billing, shipping_address: shipping, ...order }: Bought): Customer {
  const home = who?.default_address;
  return customer({
    id: who?.id,
    aliases,
    email: first(order.email, order.contact_email, who?.email),
    phone: first(order.phone, who?.phone, home?.phone, billing?.phone, shipping?.phone),
    ...name([who, billing, shipping, home]),
    country: first(billing?.country_code, shipping?.country_code, home?.country_code),
  });
}

/** The same of an order, whose id leads to them from now on. */
export const buyerOf = (order: Bought & Pick<NewOrder, 'id'>): Customer => buyer({ ...order, aliases: [orderAlias(order.id)] });

/** Both parts from one source, so that two people are never mixed. */
function name(sources: readonly (Pick<NonNullable<Address>, 'first_name' | 'last_name'> | null | undefined)[]): Partial<Customer> {
  const found = sources.find((source) => first(source?.first_name, source?.last_name));
  return found ? customer({ firstName: found.first_name, lastName: found.last_name }) : {};
}

export const product = (lines: readonly Line[]): string | undefined => {
  const title = first(lines[0]?.title, lines[0]?.name) ?? undefined;
  return title && lines.length > 1 ? `${title} and ${lines.length - 1} more` : title;
};

/** Nothing where no line can be read: nobody buys none. */
export const quantityOf = (lines: readonly Line[]): number | undefined =>
  lines.reduce((sum, { quantity }) => sum + (quantity ?? 1), 0) || undefined;

/** Nothing is paid yet: it only says who it is, for a payment that fails does not. */
export function ordered(order: NewOrder): Told {
  const who = buyerOf(order);
  return isSomebody(who) ? [upsert({ customer: who, occurredAt: time([order.processed_at, order.created_at]) })] : 'nobody';
}

/** What was ordered now may be paid days later: its last change is the payment. An order of another shop, brought in, keeps its day. */
function paidAt({ processed_at: placed, created_at: made, updated_at: changed }: Order) {
  const isLate = hoursBetween(made, changed) > 1 && !(hoursBetween(placed, made) > 1);
  return time(isLate ? [changed, placed, made] : [placed, made]);
}

/** A walk-in sale at a till names nobody. */
export function paid(order: Order): Told {
  const [who, money] = [buyerOf(order), rounded(order.current_total_price ?? order.total_price, order.currency)];
  if (isFree(money)) return [];
  if (!isSomebody(who)) return 'nobody';
  const properties = {
    ...money,
    reference: order.name ?? String(order.id),
    product: product(order.line_items),
    quantity: quantityOf(order.line_items),
    paymentMethod: order.payment_gateway_names[0],
  };
  return [track('purchase_completed', { customer: who, occurredAt: paidAt(order), properties, occasion: `order:${order.id}:paid` })];
}

/** Of all transactions only the failed payment is told: the others have an order or a refund that tells them. */
export function attempted({ id, order_id: order, ...transaction }: Transaction): Told {
  const { kind, status, amount, currency, gateway: paymentMethod, message: reason } = transaction;
  if (!['failure', 'error'].includes(status) || !['sale', 'authorization', 'capture'].includes(kind)) return [];
  const money = amount !== null && amount !== undefined && currency ? rounded(amount, currency) : {};
  if (isFree(money)) return [];
  const occurredAt = time([transaction.processed_at, transaction.created_at]);
  const properties = { ...money, reference: String(order), paymentMethod, reason };
  const occasion = `transaction:${id}:failure`;
  return [track('payment_failed', { customer: customer({ aliases: [orderAlias(order)] }), occurredAt, properties, occasion })];
}

/** Goods may come back without money: no successful transaction, no refund. */
export function refunded(refund: Refund): Told {
  const back = refund.transactions.filter(({ kind, status }) => kind === 'refund' && status === 'success');
  const money = total(back.map(({ amount, currency }) => rounded(amount, currency)));
  if (!money || isFree(money)) return [];
  const lines = refund.refund_line_items.flatMap(({ line_item: line }) => line ?? []);
  const properties = { ...money, reference: String(refund.order_id), product: product(lines) };
  const who = customer({ aliases: [orderAlias(refund.order_id)] });
  const occurredAt = time([refund.processed_at, refund.created_at]);
  return [track('refund_issued', { customer: who, occurredAt, properties, occasion: `refund:${refund.id}:success` })];
}

/** A refund split over several cards is of one currency. */
const total = ([money, ...rest]: readonly Money[]): Money | undefined =>
  money && { ...money, amount: rest.reduce((sum, { amount }) => sum + amount, money.amount) };
