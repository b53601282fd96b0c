import { customer, type Customer, isSomebody, track, upsert } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { isFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { money, words } from './money.ts';
import { person, withObject } from './person.ts';
import type { CaptureEvent, Links, OrderEvent, RefundEvent, ReversalEvent, SaleEvent, SaleRefundEvent } from './schema.ts';

type Order = Pick<OrderEvent['resource'], 'payer' | 'payment_source' | 'purchase_units'>;

/** Whom the goods go to comes last: it may be another, but PayPal asks the payer for it. */
const buyer = ({ payer, payment_source: sources, purchase_units: units }: Order): Customer =>
  person([payer, ...Object.values(sources ?? {}), ...units.map(({ shipping }) => shipping)]);

/** Nothing is paid yet, but this is the one webhook of a checkout that says who it is. */
export function approved({ create_time: at, resource }: OrderEvent): Told {
  const who = buyer(resource);
  return isSomebody(who) ? [upsert({ customer: withObject(who, resource.id), occurredAt: time(at) })] : 'nobody';
}

/** The payer said yes and their bank no, or nobody took the money in time. */
export function approvalReversed({ create_time: at, resource }: ReversalEvent): Told {
  const order = 'order_id' in resource ? resource.order_id : resource.id;
  const [unit, ...more] = resource.purchase_units;
  const due = unit?.amount && more.length === 0 ? money(unit.amount) : {};
  if (isFree(due)) return [];
  const properties = { ...due, reference: unit?.invoice_id ?? order, reason: 'approval reversed' };
  const who = withObject(buyer(resource), order);
  return [track('payment_failed', { customer: who, occurredAt: time(at), properties, occasion: `order:${order}:reversed` })];
}

/** The object of this kind that the resource hangs on. */
const above = (links: Links, kind: RegExp): string | undefined =>
  links.flatMap(({ rel, href }) => (rel === 'up' && kind.exec(href ?? '')?.[1]) || [])[0];

/** A capture names its order, if any. */
function payer({ id, supplementary_data: extra, parent_payment: parent, links }: CaptureEvent['resource']): Customer {
  const order = extra?.related_ids?.order_id ?? above(links, /\/orders\/([^/?]+)/) ?? parent;
  return customer({ id: order ?? id, aliases: order ? [id] : undefined });
}

export function captured({ create_time: at, resource }: CaptureEvent): Told {
  const paid = money(resource.amount);
  if (isFree(paid)) return [];
  const properties = { ...paid, reference: resource.invoice_id ?? resource.id };
  const occasion = `capture:${resource.id}:completed`;
  return [track('purchase_completed', { customer: payer(resource), occurredAt: time(at), properties, occasion })];
}

export function denied({ create_time: at, resource }: CaptureEvent): Told {
  const due = money(resource.amount);
  if (isFree(due)) return [];
  const properties = { ...due, reference: resource.invoice_id ?? resource.id, reason: words(resource.status_details?.reason) };
  const occasion = `capture:${resource.id}:failed`;
  return [track('payment_failed', { customer: payer(resource), occurredAt: time(at), properties, occasion })];
}

/** The capture is the link upwards, unless that is an order's. */
const captureOf = ({ links, id, capture_id: own, supplementary_data: extra }: RefundEvent['resource']): string =>
  above(links, /\/captures?\/([^/?]+)/) ?? own ?? extra?.related_ids?.capture_id ?? above(links, /([^/?]+)\/?$/) ?? id;

const givenBack =
  (reasonOf: (resource: RefundEvent['resource']) => string | null) =>
  ({ create_time: at, resource }: RefundEvent): Told => {
    const back = money(resource.amount);
    if (isFree(back)) return [];
    const capture = captureOf(resource);
    const properties = { ...back, reference: capture, reason: reasonOf(resource) };
    const occasion = `refund:${resource.id}:success`;
    return [track('refund_issued', { customer: customer({ id: capture }), occurredAt: time(at), properties, occasion })];
  };

export const refunded = givenBack(({ note_to_payer: note }) => note);
export const reversed = givenBack(() => 'reversed');

export function sold({ create_time: at, resource }: SaleEvent): Told {
  const { id, billing_agreement_id: subscription, parent_payment: parent, amount, invoice_number: invoice } = resource;
  const paid = money(amount);
  if (isFree(paid)) return [];
  const owner = subscription ?? parent;
  const who = customer({ id: owner ?? id, aliases: owner ? [id] : undefined });
  const properties = { ...paid, reference: invoice || id };
  return [track('purchase_completed', { customer: who, occurredAt: time(at), properties, occasion: `sale:${id}:completed` })];
}

export function saleRefunded({ create_time: at, resource }: SaleRefundEvent): Told {
  const { id, sale_id: sale, amount, reason, reason_code: code } = resource;
  const back = money(amount);
  if (isFree(back)) return [];
  const properties = { ...back, reference: sale, reason: reason ?? words(code) };
  return [track('refund_issued', { customer: customer({ id: sale }), occurredAt: time(at), properties, occasion: `refund:${id}:success` })];
}
