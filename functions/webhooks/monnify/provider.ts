import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { lastIdOf } from '../../../shared/webhook/thread.ts';
import { identify } from './identify.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';

/** https://developers.monnify.com/docs/webhooks */
export const monnify: Provider = {
  name: 'monnify',
  bodyLimit: BODY_LIMIT.notice,

  // The page's prose says SHA-512 of secret and body; its code and its printed sample are an HMAC.
  signature: hmacOfBody({ header: 'monnify-signature', algorithm: 'sha512', encoding: 'hex' }),

  identify: ({ body }, payload) => identify(body, payload),

  // A refund names its transaction and nobody.
  thread: lastIdOf,

  metadata: { places: ['eventData.metaData'], setBy: 'shopper' },
  events: {
    SUCCESSFUL_TRANSACTION: on(shape.Paid, become.paid),
    REJECTED_PAYMENT: on(shape.Rejected, become.rejected),
    SUCCESSFUL_REFUND: on(shape.Refund, become.refunded),
    MANDATE_UPDATE: on(shape.Mandate, become.mandateChanged),
  },
};
