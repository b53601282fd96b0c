import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import type { Provider } from '../../../shared/webhook/provider.ts';
import { lastIdOf } from '../../../shared/webhook/thread.ts';
import { events } from './events.ts';
import { identify } from './identify.ts';
import * as shape from './schema.ts';
import { paypalSignature } from './verify.ts';

/** https://developer.paypal.com/api/rest/webhooks/ */
export const paypal: Provider<typeof shape.Settings> = {
  name: 'paypal',
  settings: shape.Settings,
  bodyLimit: BODY_LIMIT.notice,

  signature: paypalSignature(),
  saysTest: (headers) => shape.isSandbox(headers['paypal-cert-url']),
  identify,

  // A refund names its capture or sale and nobody; what is told of a subscription, itself.
  thread: lastIdOf,

  // What a checkout in the browser may have written: `metadata.custom_id`, `metadata.invoice_id`.
  metadata: { places: ['resource.purchase_units.0', 'resource'], setBy: 'shopper' },
  events,
};
