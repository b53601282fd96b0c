import { bodyMark } from '../../../shared/webhook/fingerprint.ts';
import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';

/** https://shopify.dev/docs/apps/build/webhooks */
export const shopify: Provider = {
  name: 'shopify',

  signature: hmacOfBody({ header: ['x-shopify-hmac-sha256', 'shopify-hmac-sha256'], algorithm: 'sha256', encoding: 'base64' }),

  headers: ['x-shopify-topic', 'shopify-topic', 'x-shopify-test', 'shopify-test'],

  // Nothing signs the headers with topic and delivery id: the id is made of the bytes, and each topic refuses the bodies of the others.
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
    'orders/create': on(shape.NewOrder, become.ordered),
    'orders/paid': on(shape.Order, become.paid),
    'order_transactions/create': on(shape.Transaction, become.attempted),
    'refunds/create': on(shape.Refund, become.refunded),
    'subscription_contracts/create': on(shape.Contract, become.subscribed),
    'subscription_contracts/activate': on(shape.contractThat('active'), become.contractTurned),
    'subscription_contracts/pause': on(shape.contractThat('paused'), become.contractTurned),
    'subscription_contracts/fail': on(shape.contractThat('failed'), become.contractTurned),
    'subscription_contracts/expire': on(shape.contractThat('expired'), become.contractTurned),
    'subscription_contracts/cancel': on(shape.contractThat('cancelled'), become.unsubscribed),
    'subscription_billing_attempts/failure': on(shape.BillingAttempt, become.billingFailed),
  },
};
