import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import type { Signature } from '../../../shared/webhook/signature.ts';
import * as become from './map.ts';
import * as payment from './payments.ts';
import * as shape from './schema.ts';
import { idOf } from './settle.ts';

/** Covers the URL as it was registered: that of the config, else the one API Gateway says the request came to, never a header's. */
const signature: Signature = {
  ...hmacOfBody({
    header: 'x-square-hmacsha256-signature',
    algorithm: 'sha256',
    encoding: 'base64',
    signed: ({ body, url: arrivedAt }, { url = arrivedAt }) => (url ? [[url, body]] : []),
  }),
  hints: {
    mismatch:
      'no configured secret gives this signature over this URL: the key of another subscription, or a URL registered otherwise than the one called. An API mapping of a custom domain stands in no request: then set providers.square.url to the URL as Square has it',
  },
};

/** https://developer.squareup.com/docs/webhooks/overview */
export const square: Provider<typeof shape.Settings> = {
  name: 'square',
  settings: shape.Settings,
  signature,

  // Only an unsigned header tells the sandbox, which has an application and a signature key of its own.
  saysTest: (headers) => /sandbox/i.test(headers['square-environment'] ?? ''),
  identify(_request, payload) {
    const { type, event_id: id } = shape.Any.parse(payload);
    return { type, id: idOf(payload) ?? id, mode: 'live' };
  },

  events: {
    'customer.created': on(shape.CustomerEvent, become.signedUp),
    'customer.updated': on(shape.CustomerEvent, become.changed),
    'customer.deleted': on(shape.CustomerEvent, become.deleted),
    'payment.created': on(shape.PaymentEvent, payment.settled),
    'payment.updated': on(shape.PaymentEvent, payment.settled),
    'refund.created': on(shape.RefundEvent, payment.refunded),
    'refund.updated': on(shape.RefundEvent, payment.refunded),
    'subscription.created': on(shape.SubscriptionEvent, become.started),
    'subscription.updated': on(shape.SubscriptionEvent, become.changedOrEnds),
  },
};
