import { bodyMark } from '../../../shared/webhook/fingerprint.ts';
import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';

/** https://developers.monnify.com/docs/webhooks */
export const monnify: Provider = {
  name: 'monnify',

  // The page's prose says SHA-512 of secret and body; its code and its printed sample are an HMAC.
  signature: hmacOfBody({ header: 'monnify-signature', algorithm: 'sha512', encoding: 'hex' }),

  // No delivery id. A payment and a refund have a reference of their own; a mandate or a rejection may repeat theirs.
  identify({ body }, payload) {
    const { eventType, eventData } = shape.Any.parse(payload);
    const { refundReference, transactionReference, mandateCode, paymentStatus } = shape.Subject.parse(eventData);
    const own = eventType === 'SUCCESSFUL_TRANSACTION' || refundReference;
    const object = refundReference ?? transactionReference ?? mandateCode;
    const parts = [eventType, object, paymentStatus, own && object ? undefined : bodyMark(body)];
    return { type: eventType, id: parts.filter(Boolean).join(':'), mode: 'live' };
  },

  events: {
    SUCCESSFUL_TRANSACTION: on(shape.Paid, become.paid),
    REJECTED_PAYMENT: on(shape.Rejected, become.rejected),
    SUCCESSFUL_REFUND: on(shape.Refund, become.refunded),
    MANDATE_UPDATE: on(shape.Mandate, become.mandateChanged),
  },
};
