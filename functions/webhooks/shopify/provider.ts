import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { ApiSettings } from '../../../shared/webhook/provider-settings.ts';
import { lastIdOf } from '../../../shared/webhook/thread.ts';
import { contractEvents } from './contract-events.ts';
import { history } from './history.ts';
import { identify } from './identify.ts';
import { people } from './people.ts';
import * as customer from './map.ts';
import { orderEvents } from './order-events.ts';
import * as shape from './schema.ts';

/** https://shopify.dev/docs/apps/build/webhooks */
export const shopify: Provider<typeof ApiSettings> = {
  name: 'shopify',
  settings: ApiSettings,
  signature: hmacOfBody({ header: ['x-shopify-hmac-sha256', 'shopify-hmac-sha256'], algorithm: 'sha256', encoding: 'base64' }),
  bodyLimit: BODY_LIMIT.large,
  headers: ['x-shopify-topic', 'shopify-topic', 'x-shopify-test', 'shopify-test'],
  identify,
  // A refund names its order and nobody; a failed attempt its order or contract.
  thread: lastIdOf,

  // What the cart carries, which the shopper's browser may write.
  metadata: { places: ['note_attributes'], setBy: 'shopper' },
  people,
  history,

  events: {
    'customers/create': on(shape.NewPerson, customer.signedUp),
    'customers/update': on(shape.Person, customer.updated),
    'customers/delete': on(shape.Deleted, customer.deleted),
    'customers/redact': on(shape.Redact, customer.redacted),
    'customers/data_request': on(shape.DataRequest, () => []),
    'shop/redact': on(shape.ShopRedact, () => []),
    ...orderEvents,
    ...contractEvents,
  },
};
