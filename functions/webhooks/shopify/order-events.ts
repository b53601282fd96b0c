import { type EventRule, on } from '../../../shared/webhook/provider.ts';
import * as delivery from './deliveries.ts';
import * as shape from './order-schema.ts';
import * as order from './orders.ts';

/** From the cart to what comes back. */
export const orderEvents: Readonly<Record<string, EventRule>> = {
  'orders/create': on(shape.NewOrder, order.ordered),
  'orders/paid': on(shape.Order, order.paid),
  'order_transactions/create': on(shape.Transaction, order.attempted),
  'refunds/create': on(shape.Refund, order.refunded),
  'orders/fulfilled': on(shape.Fulfilled, delivery.fulfilled),
  'orders/cancelled': on(shape.Cancelled, delivery.cancelled),
  'checkouts/create': on(shape.Checkout, delivery.begun),
  'disputes/create': on(shape.Dispute, delivery.disputed),
};
