import * as z from 'zod/mini';

import { amount, count, flag, id, list, moment, object, part, some, text } from '../../../shared/webhook/field.ts';
import { Address, foreign, gid, named } from './schema.ts';

const Line = object({ title: text, name: text, quantity: count });
export type Line = z.infer<typeof Line>;

const order = {
  id,
  admin_graphql_api_id: gid('Order'),
  abandoned_checkout_url: foreign,
  name: text,
  currency: z.string(),
  total_price: amount,
  current_total_price: z.nullish(amount),
  payment_gateway_names: some(z.string()),
  processed_at: moment,
  created_at: moment,
  updated_at: moment,
  email: text,
  contact_email: text,
  phone: text,
  customer: z.nullish(object({ ...named, id: z.nullish(id), default_address: Address })),
  billing_address: Address,
  shipping_address: Address,
  line_items: some(Line),
};

/** A checkout looks much like an order, but for its recovery link. */
export const NewOrder = object(order);
export type NewOrder = z.infer<typeof NewOrder>;

/** An unpaid one says so. The admin's test order is voided. */
export const Order = object({
  ...order,
  financial_status: z.nullish(z.enum(['paid', 'partially_refunded', 'refunded', 'voided'])),
  test: flag,
}).check(
  z.refine(({ financial_status: status, test }) => status !== 'voided' || test === true, {
    error: 'expected a paid order, got a voided one',
    path: ['financial_status'],
  }),
);
export type Order = z.infer<typeof Order>;

/** Begun, and perhaps never ended: it becomes an order, under another id. */
export const Checkout = object({
  id,
  token: text,
  abandoned_checkout_url: z.string(),
  currency: z.string(),
  presentment_currency: text,
  total_price: amount,
  email: text,
  phone: text,
  created_at: moment,
  updated_at: moment,
  customer: part(object({ ...named, id: text, default_address: Address })),
  billing_address: Address,
  shipping_address: Address,
  line_items: some(Line),
});
export type Checkout = z.infer<typeof Checkout>;

/** Sent whole: the last of its fulfillments says by whom. */
export const Fulfilled = object({
  ...order,
  fulfillment_status: z.literal('fulfilled'),
  fulfillments: some(object({ tracking_number: text, tracking_company: text, tracking_url: text, created_at: moment, updated_at: moment })),
});
export type Fulfilled = z.infer<typeof Fulfilled>;

export const Cancelled = object({ ...order, cancelled_at: z.string(), cancel_reason: text });
export type Cancelled = z.infer<typeof Cancelled>;

/** Names its order, where it is known, and no person. */
export const Dispute = object({
  id,
  order_id: z.nullish(id),
  type: text,
  amount: z.nullish(amount),
  currency: z.nullish(z.string()),
  reason: text,
  initiated_at: moment,
});
export type Dispute = z.infer<typeof Dispute>;

/** An attempt to move an order's money; names the order, and no person. */
export const Transaction = object({
  id,
  order_id: id,
  kind: z.string(),
  status: z.string(),
  amount: z.nullish(amount),
  currency: z.nullish(z.string()),
  gateway: text,
  message: text,
  processed_at: moment,
  created_at: moment,
});
export type Transaction = z.infer<typeof Transaction>;

/** Names the order, and no person. */
export const Refund = object({
  id,
  order_id: id,
  processed_at: moment,
  created_at: moment,
  transactions: list(object({ kind: z.string(), status: z.string(), amount, currency: z.string() })),
  refund_line_items: some(object({ line_item: part(Line) })),
});
export type Refund = z.infer<typeof Refund>;
