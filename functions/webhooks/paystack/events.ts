import { type EventRule, on } from '../../../shared/webhook/provider.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';
import * as subscription from './subscriptions.ts';
import * as transferShape from './transfer-schema.ts';
import * as transfer from './transfers.ts';

/** The events that count, and what each becomes. */
export const events: Readonly<Record<string, EventRule>> = {
  'charge.success': on(shape.Charge, become.charged),
  'bank.transfer.rejected': on(shape.RejectedTransfer, become.transferRejected),
  'charge.dispute.create': on(transferShape.Dispute, transfer.disputed),
  'transfer.success': on(transferShape.Transfer, transfer.arrived),
  'transfer.failed': on(transferShape.Transfer, transfer.failed),
  'transfer.reversed': on(transferShape.Transfer, transfer.cameBack),
  'refund.processed': on(shape.Refund, become.refunded),
  'refund.needs-attention': on(shape.Refund, become.refundStuck),
  'invoice.payment_failed': on(shape.Invoice, become.invoiceFailed),
  'subscription.create': on(shape.Subscription, subscription.subscribed),
  'subscription.not_renew': on(shape.Subscription, subscription.willEnd),
  'subscription.disable': on(shape.Subscription, subscription.ended),
  'subscription.expiring_cards': on(shape.SomeCards, subscription.cardsExpire),
  'customeridentification.success': on(shape.Identification, become.identityConfirmed),
  'customeridentification.failed': on(shape.Identification, become.identityRefused),
  'dedicatedaccount.assign.success': on(shape.DedicatedAccount, become.accountAssigned),
};
