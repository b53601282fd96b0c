import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { lastIdOf } from '../../../shared/webhook/thread.ts';
import { identify } from './identify.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';
import * as subscription from './subscriptions.ts';
import { paypalSignature } from './verify.ts';

/** https://developer.paypal.com/api/rest/webhooks/ */
export const paypal: Provider<typeof shape.Settings> = {
  name: 'paypal',
  settings: shape.Settings,
  bodyLimit: BODY_LIMIT.notice,

  signature: paypalSignature(),
  saysTest: (headers) => shape.isSandbox(headers['paypal-cert-url']),
  identify,

  // A refund names its capture or sale and nobody; what is told of a subscription, itself.
  thread: lastIdOf,

  events: {
    'CHECKOUT.ORDER.APPROVED': on(shape.OrderEvent, become.approved),
    'CHECKOUT.PAYMENT-APPROVAL.REVERSED': on(shape.ReversalEvent, become.approvalReversed),
    'PAYMENT.CAPTURE.COMPLETED': on(shape.CaptureEvent, become.captured),
    'PAYMENT.CAPTURE.DENIED': on(shape.CaptureEvent, become.denied),
    'PAYMENT.CAPTURE.DECLINED': on(shape.CaptureEvent, become.denied),
    'PAYMENT.CAPTURE.REFUNDED': on(shape.RefundEvent, become.refunded),
    'PAYMENT.CAPTURE.REVERSED': on(shape.RefundEvent, become.reversed),
    'PAYMENT.SALE.COMPLETED': on(shape.SaleEvent, become.sold),
    'PAYMENT.SALE.REFUNDED': on(shape.SaleRefundEvent, become.saleRefunded),
    'BILLING.SUBSCRIPTION.ACTIVATED': on(shape.SubscriptionEvent, subscription.started),
    'BILLING.SUBSCRIPTION.RE-ACTIVATED': on(shape.SubscriptionEvent, subscription.statusChanged),
    'BILLING.SUBSCRIPTION.CANCELLED': on(shape.SubscriptionEvent, subscription.cancelled),
    'BILLING.SUBSCRIPTION.EXPIRED': on(shape.SubscriptionEvent, subscription.statusChanged),
    'BILLING.SUBSCRIPTION.SUSPENDED': on(shape.SubscriptionEvent, subscription.statusChanged),
    'BILLING.SUBSCRIPTION.PAYMENT.FAILED': on(shape.SubscriptionEvent, subscription.unpaid),
  },
};
