import { customer, isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { isFree, rounded, unlessFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import type { Cancelled, Checkout, Dispute, Fulfilled } from './order-schema.ts';
import { buyer, buyerOf, orderAlias, product, quantityOf } from './orders.ts';

/** Most who begin have not said who they are: there is nobody to tell. */
export function begun({ id, token, abandoned_checkout_url: url, ...checkout }: Checkout): Told {
  const who = buyer({ ...checkout, contact_email: null });
  const money = rounded(checkout.total_price, checkout.presentment_currency ?? checkout.currency);
  if (!isSomebody(who) || isFree(money)) return [];
  const properties = { ...money, product: product(checkout.line_items), reference: String(id), url };
  return [
    track('checkout_started', {
      customer: who,
      occurredAt: time(checkout.created_at),
      properties,
      occasion: `checkout:${token ?? id}:started`,
    }),
  ];
}

export function fulfilled(order: Fulfilled): Told {
  const who = buyerOf(order);
  if (!isSomebody(who)) return 'nobody';
  const last = order.fulfillments.at(-1);
  const properties = {
    reference: order.name ?? String(order.id),
    product: product(order.line_items),
    quantity: quantityOf(order.line_items),
    trackingNumber: last?.tracking_number,
    carrier: last?.tracking_company,
    url: last?.tracking_url,
  };
  const occurredAt = time([last?.created_at ?? null, order.updated_at]);
  return [track('order_fulfilled', { customer: who, occurredAt, properties, occasion: `order:${order.id}:fulfilled` })];
}

export function cancelled(order: Cancelled): Told {
  const who = buyerOf(order);
  if (!isSomebody(who)) return 'nobody';
  const properties = {
    ...unlessFree(rounded(order.total_price, order.currency)),
    reference: order.name ?? String(order.id),
    product: product(order.line_items),
    quantity: quantityOf(order.line_items),
    reason: order.cancel_reason,
  };
  return [
    track('order_cancelled', { customer: who, occurredAt: time(order.cancelled_at), properties, occasion: `order:${order.id}:cancelled` }),
  ];
}

/** A bank that only asks (`inquiry`) takes no money back. */
export function disputed({ id, order_id: order, type, amount, currency, reason, initiated_at: at }: Dispute): Told {
  const money = amount !== null && amount !== undefined && currency ? rounded(amount, currency) : {};
  if (type === 'inquiry' || isFree(money)) return [];
  if (!order) return 'nobody';
  const properties = { ...money, reference: String(order), reason };
  const who = customer({ aliases: [orderAlias(order)] });
  return [track('dispute_opened', { customer: who, occurredAt: time(at), properties, occasion: `dispute:${id}:opened` })];
}
