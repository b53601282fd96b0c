import { bodyMark } from '../../../shared/webhook/fingerprint.ts';
import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import * as become from './map.ts';
import { happening } from './moment.ts';
import * as shape from './schema.ts';
import { decoded } from './secret.ts';

/** https://woocommerce.com/document/webhooks/ */
export const woocommerce: Provider = {
  name: 'woocommerce',

  signature: hmacOfBody({ header: 'x-wc-webhook-signature', algorithm: 'sha256', encoding: 'base64', bare: decoded }),

  headers: ['x-wc-webhook-topic'],

  // The delivery id changes with every resend and repeats within a second, so it is not used. Several webhooks tell of one
  // payment, created and updated, again on completion: all of them are one event, named for what happened.
  identify({ headers, body }, payload) {
    const type = shape.Topic.parse(headers['x-wc-webhook-topic']);
    const { id, ...state } = shape.Any.parse(payload);
    const [thing = ''] = type.split('.');
    const happened = happening(thing, state);
    const parts = happened
      ? [thing, id, happened.kind, happened.mark]
      : [type, id, state.status, state.date_modified_gmt ?? bodyMark(body)];
    return { type, id: parts.filter(Boolean).join(':'), mode: 'live' };
  },

  // Saving a webhook sends `webhook_id=N`, form-encoded and unsigned, and wants a 2xx.
  handshake: ({ headers, body }) =>
    !headers['x-wc-webhook-signature'] && body.length < 64 && /^webhook_id=\d+$/.test(body.toString('utf8')),

  events: {
    'customer.created': on(shape.Person, become.signedUp),
    'customer.updated': on(shape.Person, become.updated),
    'customer.deleted': on(shape.Deleted, become.deleted),
    'order.created': on(shape.Order, become.ordered),
    'order.updated': on(shape.Order, become.ordered),
    'subscription.created': on(shape.Subscription, become.subscribed),
    'subscription.updated': on(shape.Subscription, become.subscribed),
  },
};
