import { timestampedHmac } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { StampSettings } from '../../../shared/webhook/provider-settings.ts';
import { sharedSecret } from '../../../shared/webhook/shared-secret.ts';
import { anyOf } from '../../../shared/webhook/any-of.ts';
import { identify } from './identify.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';

/** https://www.revenuecat.com/docs/integrations/webhooks */
export const revenuecat: Provider<typeof StampSettings> = {
  name: 'revenuecat',
  settings: StampSettings,

  // The signature came in 2026; older integrations have only the fixed header, compared as a whole.
  signature: anyOf([
    timestampedHmac({ header: 'x-revenuecat-webhook-signature', scheme: 'v1', tolerance: 300 }),
    sharedSecret({ header: 'authorization' }),
  ]),

  identify,

  // The id under which the person was first seen: who signs in goes by another.
  thread: (_command, payload) => shape.Happening.parse(payload).event.original_app_user_id ?? undefined,

  metadata: { places: ['event.subscriber_attributes'], setBy: 'shopper' },
  events: {
    INITIAL_PURCHASE: on(shape.Happening, become.started),
    RENEWAL: on(shape.Happening, become.renewed),
    NON_RENEWING_PURCHASE: on(shape.Happening, become.bought),
    PRODUCT_CHANGE: on(shape.Happening, become.planChanged),
    CANCELLATION: on(shape.Happening, become.cancelled),
    UNCANCELLATION: on(shape.Happening, become.resumed),
    EXPIRATION: on(shape.Happening, become.expired),
    BILLING_ISSUE: on(shape.Happening, become.unpaid),
    SUBSCRIPTION_PAUSED: on(shape.Happening, become.willPause),
    SUBSCRIPTION_EXTENDED: on(shape.Happening, become.extended),
  },
};
