import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import * as become from './map.ts';
import * as payment from './payments.ts';
import * as invoiceShape from './invoice-schema.ts';
import * as shape from './schema.ts';
import { idOf } from './settle.ts';
import { signature } from './signature.ts';

/** https://developer.squareup.com/docs/webhooks/overview */
export const square: Provider<typeof shape.Settings> = {
  name: 'square',
  settings: shape.Settings,
  bodyLimit: BODY_LIMIT.notice,
  signature,
  // Only an unsigned header tells the sandbox, which has an application and a signature key of its own.
  saysTest: (headers) => /sandbox/i.test(headers['square-environment'] ?? ''),
  identify(_request, payload) {
    const event = shape.Any.parse(payload);
    return { type: event.type, id: idOf(event) ?? event.event_id, mode: 'live' };
  },
  thread: payment.threadOf,
  // Square's word for the team's own id: `metadata.reference_id`.
  metadata: { places: ['data.object.customer', 'data.object.payment'], setBy: 'merchant' },
  events: {
    'customer.created': on(shape.CustomerEvent, become.signedUp),
    'customer.updated': on(shape.CustomerEvent, become.changed),
    'customer.deleted': on(shape.CustomerEvent, become.deleted),
    'payment.created': on(shape.PaymentEvent, payment.settled),
    'payment.updated': on(shape.PaymentEvent, payment.settled),
    'refund.created': on(shape.RefundEvent, payment.refunded),
    'refund.updated': on(shape.RefundEvent, payment.refunded),
    'dispute.created': on(invoiceShape.DisputeEvent, payment.disputed),
    'invoice.published': on(invoiceShape.InvoiceEvent, payment.invoiced),
    'subscription.created': on(shape.SubscriptionEvent, become.started),
    'subscription.updated': on(shape.SubscriptionEvent, become.changedOrEnds),
  },
};
