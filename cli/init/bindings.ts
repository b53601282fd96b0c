import type { AttributeBindings, Bindings } from '../../shared/bunce/binding.ts';

/** Names that read well in Bunce, for every event there is. */
export const events: Bindings = {
  signed_up: {
    event: 'Signed up',
    parameters: { 'Signed up at': 'occurredAt', Method: 'method' },
    attributes: { 'Signed up at': 'occurredAt' },
  },
  profile_updated: { event: 'Profile updated', parameters: { 'Updated at': 'occurredAt' } },
  account_deleted: { event: 'Account deleted', parameters: { 'Deleted at': 'occurredAt' } },
  identity_verified: { event: 'Identity verified', parameters: { 'Verified at': 'occurredAt', Level: 'level' } },
  purchase_completed: {
    event: 'Purchase completed',
    parameters: {
      Amount: 'amount',
      Currency: 'currency',
      Product: 'product',
      Plan: 'plan',
      Reference: 'reference',
      'Payment method': 'paymentMethod',
      'Purchased at': 'occurredAt',
    },
    attributes: { 'Last purchase at': 'occurredAt' },
  },
  payment_failed: {
    event: 'Payment failed',
    parameters: { Amount: 'amount', Currency: 'currency', Reason: 'reason', Reference: 'reference', 'Failed at': 'occurredAt' },
  },
  refund_issued: {
    event: 'Refund issued',
    parameters: { Amount: 'amount', Currency: 'currency', Reason: 'reason', Reference: 'reference', 'Refunded at': 'occurredAt' },
  },
  checkout_abandoned: {
    event: 'Checkout abandoned',
    parameters: { Amount: 'amount', Currency: 'currency', Link: 'url', 'Abandoned at': 'occurredAt' },
  },
  subscription_started: {
    event: 'Subscription started',
    parameters: { Plan: 'plan', Interval: 'interval', Amount: 'amount', Currency: 'currency', 'Started at': 'occurredAt' },
    attributes: { Plan: 'plan' },
  },
  subscription_renewed: {
    event: 'Subscription renewed',
    parameters: { Plan: 'plan', Amount: 'amount', Currency: 'currency', 'Renewed at': 'occurredAt' },
  },
  subscription_cancelled: {
    event: 'Subscription cancelled',
    parameters: { Plan: 'plan', Reason: 'reason', 'Ends at': 'endsAt', 'Cancelled at': 'occurredAt' },
  },
  subscription_changed: {
    event: 'Subscription changed',
    parameters: { Plan: 'plan', Status: 'status', Reason: 'reason', 'Changed at': 'occurredAt' },
    attributes: { Plan: 'plan' },
  },
};

export const attributes: AttributeBindings = { identityStatus: 'Identity status' };
