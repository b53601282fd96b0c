import { type EventRule, on } from '../../../shared/webhook/provider.ts';
import * as become from './map.ts';
import * as payoutShape from './payout-schema.ts';
import * as payout from './payouts.ts';
import * as shape from './schema.ts';
import * as subscription from './subscriptions.ts';

/** The events that count, and what each becomes. */
export const events: Readonly<Record<string, EventRule>> = {
  'CHECKOUT.ORDER.APPROVED': on(shape.OrderEvent, become.approved),
  'CHECKOUT.PAYMENT-APPROVAL.REVERSED': on(shape.ReversalEvent, become.approvalReversed),
  'PAYMENT.CAPTURE.COMPLETED': on(shape.CaptureEvent, become.captured),
  'PAYMENT.CAPTURE.DENIED': on(shape.CaptureEvent, become.denied),
  'PAYMENT.CAPTURE.DECLINED': on(shape.CaptureEvent, become.denied),
  'PAYMENT.CAPTURE.REFUNDED': on(shape.RefundEvent, become.refunded),
  'PAYMENT.CAPTURE.REVERSED': on(shape.RefundEvent, become.reversed),
  'PAYMENT.SALE.COMPLETED': on(shape.SaleEvent, become.sold),
  'PAYMENT.SALE.REFUNDED': on(shape.SaleRefundEvent, become.saleRefunded),
  'CUSTOMER.DISPUTE.CREATED': on(payoutShape.DisputeEvent, payout.disputed),
  'PAYMENT.PAYOUTS-ITEM.SUCCEEDED': on(payoutShape.PayoutEvent, payout.arrived),
  'PAYMENT.PAYOUTS-ITEM.FAILED': on(payoutShape.PayoutEvent, payout.failed),
  'BILLING.SUBSCRIPTION.ACTIVATED': on(shape.SubscriptionEvent, subscription.started),
  'BILLING.SUBSCRIPTION.RE-ACTIVATED': on(shape.SubscriptionEvent, subscription.statusChanged),
  'BILLING.SUBSCRIPTION.CANCELLED': on(shape.SubscriptionEvent, subscription.cancelled),
  'BILLING.SUBSCRIPTION.EXPIRED': on(shape.SubscriptionEvent, subscription.statusChanged),
  'BILLING.SUBSCRIPTION.SUSPENDED': on(shape.SubscriptionEvent, subscription.statusChanged),
  'BILLING.SUBSCRIPTION.PAYMENT.FAILED': on(shape.SubscriptionEvent, subscription.unpaid),
};
