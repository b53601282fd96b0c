import { timestampedHmac } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { StampSettings } from '../../../shared/webhook/provider-settings.ts';
import { identityOf } from './identity.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';
import * as subscription from './subscription.ts';

/** https://developer.paddle.com/webhooks/overview */
export const paddle: Provider<typeof StampSettings> = {
  name: 'paddle',
  settings: StampSettings,
  // The SDK allows 5 s, and any stamp from the future; we allow a slow start on our side.
  signature: timestampedHmac({
    header: 'paddle-signature',
    scheme: 'h1',
    stamp: 'ts',
    separator: ';',
    joint: ':',
    tolerance: 300,
    futurePasses: true,
  }),
  identify: (_request, payload) => identityOf(payload),
  metadata: { places: ['data.custom_data'], setBy: 'shopper' },
  events: {
    'customer.created': on(shape.CustomerEvent, become.signedUp),
    'customer.updated': on(shape.CustomerEvent, become.changed),
    'transaction.completed': on(shape.TransactionEvent, become.paid),
    'transaction.payment_failed': on(shape.TransactionEvent, become.failed),
    'adjustment.created': on(shape.AdjustmentEvent, become.adjusted),
    'adjustment.updated': on(shape.AdjustmentEvent, become.adjusted),
    'subscription.created': on(shape.SubscriptionEvent, subscription.started),
    'subscription.activated': on(shape.SubscriptionEvent, subscription.activated),
    'subscription.updated': on(shape.SubscriptionEvent, subscription.updated),
    'subscription.past_due': on(shape.SubscriptionEvent, subscription.statusChanged),
    'subscription.paused': on(shape.SubscriptionEvent, subscription.statusChanged),
    'subscription.resumed': on(shape.SubscriptionEvent, subscription.statusChanged),
    'subscription.canceled': on(shape.SubscriptionEvent, subscription.ended),
  },
};
