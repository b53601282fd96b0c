import { bodyMark } from '../../../shared/webhook/fingerprint.ts';
import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';

/** https://shopify.dev/docs/apps/build/webhooks */
export const shopify: Provider = {
  name: 'shopify',

  signature: hmacOfBody({ header: ['x-shopify-hmac-sha256', 'shopify-hmac-sha256'], algorithm: 'sha256', encoding: 'base64' }),

  // The topic and the delivery id stand in headers that nothing signs: the id is made of the signed bytes, which a redelivery repeats,
  // and each topic's schema refuses the bodies of the others.
  identify({ headers, body }, payload) {
    const type = shape.Topic.parse(headers['x-shopify-topic'] || headers['shopify-topic']);
    const { id, test, transactions } = shape.Any.parse(payload);
    const trial = test === true || transactions?.some((transaction) => transaction.test === true);
    return { type, id: [type, id, bodyMark(body)].filter(Boolean).join(':'), mode: trial ? 'test' : 'live' };
  },

  events: {
    'customers/create': on(shape.Person, become.signedUp),
    'customers/update': on(shape.Person, become.updated),
    'customers/delete': on(shape.Deleted, become.deleted),
    'customers/redact': on(shape.Redact, become.redacted),
    'customers/data_request': on(shape.DataRequest, () => []),
    'shop/redact': on(shape.ShopRedact, () => []),
    'orders/paid': on(shape.Order, become.paid),
    'refunds/create': on(shape.Refund, become.refunded),
    'subscription_contracts/create': on(shape.Contract, become.subscribed),
    'subscription_contracts/cancel': on(shape.CancelledContract, become.unsubscribed),
  },
};
