import type { GenericRules } from './generic.ts';

const person = {
  id: '$.data.id',
  email: '$.data.email',
  phone: '$.data.phone',
  firstName: '$.data.first_name',
  lastName: '$.data.last_name',
  name: '$.data.name',
  occurredAt: '$.timestamp',
} as const;

const buyer = { id: '$.data.customer.id', email: '$.data.customer.email', reference: '$.data.id', occurredAt: '$.timestamp' } as const;
const paid = { ...buyer, amount: { value: '$.data.amount', unit: 'minor' }, currency: '$.data.currency' } as const;
const plan = { ...buyer, plan: '$.data.plan', interval: '$.data.interval' } as const;

/** For a sender that follows the standard's advice of `{type, timestamp, data}`; another body is described in the config. */
export const ADVISED: GenericRules = {
  'user.created': { event: 'signed_up', ...person },
  'user.updated': { event: 'profile_updated', ...person },
  'user.deleted': { event: 'account_deleted', ...person },
  'order.paid': { event: 'purchase_completed', ...paid, product: '$.data.product' },
  'order.refunded': { event: 'refund_issued', ...paid, reason: '$.data.reason' },
  'payment.failed': { event: 'payment_failed', ...paid, reason: '$.data.reason' },
  'subscription.started': { event: 'subscription_started', ...plan },
  'subscription.cancelled': { event: 'subscription_cancelled', ...plan, endsAt: '$.data.ends_at' },
};
