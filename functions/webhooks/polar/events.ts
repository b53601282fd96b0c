import { type EventRule, on } from '../../../shared/webhook/provider.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';
import * as subscription from './subscription.ts';

/** The events that count, and what each becomes. */
export const events: Readonly<Record<string, EventRule>> = {
  'customer.created': on(shape.CustomerEvent, become.signedUp),
  'customer.updated': on(shape.CustomerEvent, become.changed),
  'customer.deleted': on(shape.CustomerEvent, become.deleted),
  'checkout.created': on(shape.CheckoutEvent, become.begun),
  'checkout.expired': on(shape.CheckoutEvent, become.abandoned),
  'order.paid': on(shape.OrderEvent, become.paid),
  'refund.created': on(shape.RefundEvent, become.refunded),
  'refund.updated': on(shape.RefundEvent, become.refunded),
  'subscription.created': on(shape.SubscriptionEvent, subscription.created),
  'subscription.active': on(shape.SubscriptionEvent, subscription.active),
  'subscription.paused': on(shape.SubscriptionEvent, subscription.statusChanged),
  'subscription.resumed': on(shape.SubscriptionEvent, subscription.statusChanged),
  'subscription.past_due': on(shape.SubscriptionEvent, subscription.unpaid),
  'subscription.canceled': on(shape.SubscriptionEvent, subscription.cancelled),
  'subscription.uncanceled': on(shape.SubscriptionEvent, subscription.statusChanged),
  'subscription.revoked': on(shape.SubscriptionEvent, subscription.statusChanged),
};
