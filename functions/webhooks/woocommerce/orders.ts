import { type Command, type Customer, isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { isFree, type Money, rounded, unlessFree } from '../../../shared/bunce/money.ts';
import type { Unread } from '../../../shared/bunce/unread.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { buyer } from './buyer.ts';
import { isFulfilled, moment, newest } from './moment.ts';
import type { Order } from './schema.ts';

/** What last happened to an order is what its webhook tells: the amount is what was paid, tried or given back. */
export function ordered(order: Order): Told {
  const happened = moment(order);
  if (!happened) return [];
  const who = buyer(order);
  const refund = happened.kind === 'refunded' ? newest(order.refunds) : undefined;
  const money = rounded(String(refund?.total ?? order.total).replace(/^-/, ''), order.currency);
  const kinds = kindsOf(happened.kind, order).filter((kind) => !isFree(money) || UNPAID.has(kind));
  if (kinds.length === 0) return [];
  if (!isSomebody(who)) return 'nobody';
  const about = { mark: happened.mark, order, refund, payment: paymentOf(order, money) };
  return kinds.map((kind) => tell({ ...about, kind, happening: { customer: who, occurredAt: time(timeOf(kind, order)) } }));
}

/** A webhook that finds an order paid and completed tells both. */
const kindsOf = (kind: Kind, order: Order): readonly Kind[] => (kind === 'paid' && isFulfilled(order) ? [kind, 'completed'] : [kind]);

/** Told for 0.00 too. */
const UNPAID: ReadonlySet<string> = new Set(['cancelled', 'completed']);

function timeOf(kind: Kind, { date_paid_gmt: paid, date_completed_gmt: completed, date_modified_gmt: modified }: Order) {
  if (kind === 'paid') return paid;
  return kind === 'completed' ? completed : modified;
}

type Kind = NonNullable<ReturnType<typeof moment>>['kind'];

interface Happened {
  readonly kind: Kind;
  readonly mark: string;
  readonly order: Order;
  readonly refund: NonNullable<Order['refunds']>[number] | undefined;
  readonly happening: { readonly customer: Customer; readonly occurredAt: string | Unread | undefined };
  readonly payment: ReturnType<typeof paymentOf>;
}

function tell({ kind, mark, order, refund, happening, payment }: Happened): Command {
  if (kind === 'paid')
    return track('purchase_completed', { ...happening, properties: { ...payment, ...goods(order) }, occasion: `order:${order.id}:paid` });
  if (kind === 'completed') {
    const properties = { reference: payment.reference, ...goods(order) };
    return track('order_fulfilled', { ...happening, properties, occasion: `order:${order.id}:completed` });
  }
  if (kind === 'cancelled') {
    const { amount, currency, reference } = payment;
    const properties = { ...unlessFree({ amount, currency }), reference, ...goods(order) };
    return track('order_cancelled', { ...happening, properties, occasion: `order:${order.id}:cancelled` });
  }
  if (kind === 'failed')
    return track('payment_failed', {
      ...happening,
      properties: payment,
      occasion: ['order', order.id, kind, mark].filter(Boolean).join(':'),
    });
  const occasion = refund ? `refund:${refund.id}:success` : `order:${order.id}:refunded`;
  return track('refund_issued', { ...happening, properties: { ...payment, reason: refund?.reason || refund?.refund }, occasion });
}

const referenceOf = ({ id, number }: Pick<Order, 'id' | 'number'>): string => number || String(id);

const paymentOf = (order: Order, money: Money) => ({ ...money, reference: referenceOf(order), paymentMethod: order.payment_method_title });

function goods({ line_items: lines }: Order) {
  const name = lines[0]?.name;
  return {
    product: name && lines.length > 1 ? `${name} and ${lines.length - 1} more` : name,
    /** Nothing where no line can be read: nobody buys none. */
    quantity: lines.reduce((sum, { quantity }) => sum + (quantity ?? 1), 0) || undefined,
  };
}
