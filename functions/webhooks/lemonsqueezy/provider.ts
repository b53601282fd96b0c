import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';
import * as subscription from './subscription.ts';

/** https://docs.lemonsqueezy.com/help/webhooks */
export const lemonsqueezy: Provider = {
  name: 'lemonsqueezy',

  signature: hmacOfBody({ header: 'x-signature', algorithm: 'sha256', encoding: 'hex' }),

  // Older webhooks carry no id of their own.
  identify(_request, payload) {
    const { meta, data } = shape.Any.parse(payload);
    const { updated_at: updated, refunded_amount: refunded, test_mode: isTest } = data.attributes;
    const state = updated ?? refunded;
    const known = data.id && state ? [meta.event_name, data.id, state].join(':') : null;
    return { type: meta.event_name, id: meta.webhook_id || known, mode: meta.test_mode || isTest ? 'test' : 'live' };
  },

  // What the checkout's link carries, which anybody can change.
  metadata: { places: ['meta.custom_data'], setBy: 'shopper' },

  events: {
    order_created: on(shape.OrderEvent, become.ordered),
    order_refunded: on(shape.OrderEvent, become.orderRefunded),
    subscription_created: on(shape.SubscriptionEvent, subscription.started),
    subscription_cancelled: on(shape.SubscriptionEvent, subscription.cancelled),
    subscription_resumed: on(shape.SubscriptionEvent, subscription.statusChanged),
    subscription_expired: on(shape.SubscriptionEvent, subscription.statusChanged),
    subscription_paused: on(shape.SubscriptionEvent, subscription.statusChanged),
    subscription_unpaused: on(shape.SubscriptionEvent, subscription.statusChanged),
    subscription_plan_changed: on(shape.SubscriptionEvent, subscription.statusChanged),
    subscription_payment_success: on(shape.InvoiceEvent, become.invoicePaid),
    subscription_payment_failed: on(shape.InvoiceEvent, become.invoiceFailed),
    subscription_payment_refunded: on(shape.InvoiceEvent, become.invoiceRefunded),
  },
};
