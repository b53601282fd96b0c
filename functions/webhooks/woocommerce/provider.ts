import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { identify } from './identify.ts';
import * as become from './map.ts';
import { ordered } from './orders.ts';
import * as shape from './schema.ts';
import { decoded } from './secret.ts';

/** https://woocommerce.com/document/webhooks/ */
export const woocommerce: Provider = {
  name: 'woocommerce',

  signature: hmacOfBody({ header: 'x-wc-webhook-signature', algorithm: 'sha256', encoding: 'base64', bare: decoded }),

  bodyLimit: BODY_LIMIT.large,
  headers: ['x-wc-webhook-topic'],
  identify,

  // Saving a webhook sends `webhook_id=N`, form-encoded and unsigned, and wants a 2xx.
  handshake: ({ headers, body }) =>
    !headers['x-wc-webhook-signature'] && body.length < 64 && /^webhook_id=\d+$/.test(body.toString('utf8')),

  // Plug-ins and the checkout's own fields write there.
  metadata: { places: ['meta_data'], setBy: 'shopper' },

  events: {
    'customer.created': on(shape.NewPerson, become.signedUp),
    'customer.updated': on(shape.Person, become.updated),
    'customer.deleted': on(shape.Deleted, become.deleted),
    'order.created': on(shape.Order, ordered),
    'order.updated': on(shape.Order, ordered),
    'subscription.created': on(shape.Subscription, become.subscribed),
    'subscription.updated': on(shape.Subscription, become.subscribed),
  },
};
