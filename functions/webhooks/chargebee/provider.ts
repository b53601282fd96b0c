import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { basicAuth } from '../../../shared/webhook/shared-secret.ts';
import { backdated } from './backdated.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';
import * as subscription from './subscription.ts';

/** https://www.chargebee.com/docs/billing/2.0/site-configuration/webhook_settings */
export const chargebee: Provider = {
  name: 'chargebee',
  signature: basicAuth(),
  // The body changes with each delivery (`webhook_status`), the id does not. A test site is told by nothing but its host, which is not here.
  identify(_request, payload) {
    const { event_type: type, id } = shape.Any.parse(payload);
    return { type, id, mode: 'live' };
  },

  metadata: { places: ['content.subscription.meta_data', 'content.customer.meta_data'], setBy: 'merchant' },
  events: {
    customer_created: on(shape.CustomerEvent, become.signedUp),
    customer_changed: on(shape.CustomerEvent, become.changed),
    customer_deleted: on(shape.CustomerEvent, become.deleted),
    payment_succeeded: on(shape.PaymentEvent, become.paid),
    payment_failed: on(shape.PaymentEvent, become.failed),
    payment_refunded: on(shape.PaymentEvent, become.refunded),
    subscription_created: on(shape.SubscriptionEvent, subscription.created),
    subscription_started: on(shape.SubscriptionEvent, subscription.started),
    subscription_activated: on(shape.SubscriptionEvent, subscription.statusChanged),
    subscription_changed: on(shape.SubscriptionEvent, subscription.statusChanged),
    subscription_paused: on(shape.SubscriptionEvent, subscription.statusChanged),
    subscription_resumed: on(shape.SubscriptionEvent, subscription.statusChanged),
    subscription_reactivated: on(shape.SubscriptionEvent, subscription.statusChanged),
    subscription_pause_scheduled: on(shape.SubscriptionEvent, subscription.willPause),
    subscription_trial_end_reminder: on(shape.SubscriptionEvent, subscription.trialEnds),
    subscription_scheduled_cancellation_removed: on(shape.SubscriptionEvent, subscription.statusChanged),
    subscription_cancellation_scheduled: on(shape.SubscriptionEvent, subscription.willEnd),
    subscription_cancelled: on(shape.SubscriptionEvent, subscription.ended),
    ...backdated,
  },
};
