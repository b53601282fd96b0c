import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import type { Signature } from '../../../shared/webhook/signature.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';

/** Covers the URL as it was registered, which comes from the config: what a request says of its host is the sender's word. */
const signature: Signature = {
  ...hmacOfBody({
    header: 'x-square-hmacsha256-signature',
    algorithm: 'sha256',
    encoding: 'base64',
    signed: ({ body }, { url }) => (url ? [url, body] : undefined),
  }),
  needs: ['url'],
};

/** https://developer.squareup.com/docs/webhooks/overview */
export const square: Provider<typeof shape.Settings> = {
  name: 'square',
  settings: shape.Settings,
  signature,

  identify({ headers }, payload) {
    const { type, event_id: id } = shape.Any.parse(payload);
    return { type, id: shape.occasionOf(payload) ?? id, mode: /sandbox/i.test(headers['square-environment'] ?? '') ? 'test' : 'live' };
  },

  events: {
    'customer.created': on(shape.CustomerEvent, become.signedUp),
    'customer.updated': on(shape.CustomerEvent, become.changed),
    'customer.deleted': on(shape.CustomerEvent, become.deleted),
    'payment.created': on(shape.PaymentEvent, become.settled),
    'payment.updated': on(shape.PaymentEvent, become.settled),
    'refund.created': on(shape.RefundEvent, become.refunded),
    'refund.updated': on(shape.RefundEvent, become.refunded),
    'subscription.created': on(shape.SubscriptionEvent, become.started),
    'subscription.updated': on(shape.SubscriptionEvent, become.changedOrEnds),
  },
};
