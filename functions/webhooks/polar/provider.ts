import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { StampSettings } from '../../../shared/webhook/provider-settings.ts';
import { standardWebhooks } from '../../../shared/webhook/standard-webhooks.ts';
import { lastIdOf } from '../../../shared/webhook/thread.ts';
import { identify } from './identify.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';
import * as subscription from './subscription.ts';

/** https://polar.sh/docs/integrate/webhooks/delivery */
export const polar: Provider<typeof StampSettings> = {
  name: 'polar',
  settings: StampSettings,

  signature: standardWebhooks({ key: 'text' }),

  idHeader: 'webhook-id',
  identify,

  // Polar's own id of the customer: refunds carry no other.
  thread: lastIdOf,

  events: {
    'customer.created': on(shape.CustomerEvent, become.signedUp),
    'customer.updated': on(shape.CustomerEvent, become.changed),
    'customer.deleted': on(shape.CustomerEvent, become.deleted),
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
  },
};
