import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import { bodyMark } from '../../../shared/webhook/body-mark.ts';
import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import * as become from './map.ts';
import { specName } from './names.ts';
import * as orders from './orders.ts';
import * as shape from './schema.ts';

const BATCH = 0x5b;

/** https://segment.com/docs/connections/destinations/catalog/actions-webhook */
export const segment: Provider = {
  name: 'segment',
  bodyLimit: BODY_LIMIT.large,
  // The JSON text of one event is the body. Of a batch only the first event is signed, so anybody could add to it.
  signature: hmacOfBody({
    header: 'x-signature',
    algorithm: 'sha1',
    encoding: 'hex',
    signed: ({ body }) => (body[0] === BATCH ? [] : [[body]]),
  }),

  identify({ body }, payload) {
    const { type, action, event, messageId } = shape.Any.parse(payload);
    return { type: event ? `track: ${specName(event)}` : (type ?? action ?? 'unnamed'), id: messageId || bodyMark(body), mode: 'live' };
  },
  // Written by the team's own code, much of it in browsers.
  metadata: { places: ['properties', 'traits', 'context.traits'], setBy: 'shopper' },
  events: {
    identify: on(shape.Identify, become.identified),
    'track: Signed Up': on(shape.SignedUp, become.signedUp),
    'track: Signed In': on(shape.SignedUp, become.signedIn),
    'track: Checkout Started': on(shape.Order, orders.begun),
    'track: Order Cancelled': on(shape.Order, orders.cancelled),
    'track: Order Completed': on(shape.Order, orders.ordered),
    'track: Order Refunded': on(shape.Order, orders.refunded),
  },
};
