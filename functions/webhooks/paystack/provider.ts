import { bodyMark } from '../../../shared/webhook/fingerprint.ts';
import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';

/** https://paystack.com/docs/payments/webhooks */
export const paystack: Provider = {
  name: 'paystack',

  signature: hmacOfBody({ header: 'x-paystack-signature', algorithm: 'sha512', encoding: 'hex' }),

  // No delivery id. A redelivery repeats the bytes; two partial refunds of one payment differ only in them.
  identify({ body }, payload) {
    const { event, data } = shape.Any.parse(payload);
    const subject = shape.Subject.parse(data);
    const { id, reference, subscription_code, invoice_code, refund_reference, transaction_reference, customer_code } = subject;
    const object = reference ?? subscription_code ?? invoice_code ?? refund_reference ?? transaction_reference ?? customer_code ?? id;
    const parts = [event, object, subject.status, bodyMark(body)].filter(Boolean);
    return { type: event, id: parts.join(':'), mode: subject.domain === 'test' ? 'test' : 'live' };
  },

  events: {
    'charge.success': on(shape.Charge, become.charged),
    'paymentrequest.success': on(shape.PaymentRequest, become.requestPaid),
    'refund.processed': on(shape.Refund, become.refunded),
    'invoice.payment_failed': on(shape.Invoice, become.invoiceFailed),
    'subscription.create': on(shape.Subscription, become.subscribed),
    'subscription.not_renew': on(shape.Subscription, become.willEnd),
    'subscription.disable': on(shape.Subscription, become.ended),
    'subscription.expiring_cards': on(shape.ExpiringCards, become.cardsExpire),
    'customeridentification.success': on(shape.Identification, become.identityConfirmed),
    'customeridentification.failed': on(shape.Identification, become.identityRefused),
    'dedicatedaccount.assign.success': on(shape.DedicatedAccount, become.accountAssigned),
  },
};
