import { type Choice, type EventRule, on } from '../../../shared/webhook/provider.ts';
import { CustomerEvent } from './customer-schema.ts';
import { disputed } from './disputes.ts';
import * as intentShape from './intent-schema.ts';
import * as intent from './intents.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';
import * as subscription from './subscription.ts';

/** The events that count, and what each becomes. */
export const events: Readonly<Record<string, EventRule>> = {
  'customer.created': on(CustomerEvent, become.registered),
  'customer.updated': on(CustomerEvent, become.updated),
  'customer.deleted': on(CustomerEvent, become.deleted),
  'checkout.session.completed': on(shape.CheckoutEvent, become.checkedOut),
  'checkout.session.async_payment_succeeded': on(shape.CheckoutEvent, become.checkedOut),
  'checkout.session.async_payment_failed': on(shape.CheckoutEvent, become.checkoutFailed),
  'checkout.session.expired': on(shape.CheckoutEvent, become.abandoned),
  'invoice.paid': on(shape.InvoiceEvent, become.invoicePaid),
  'invoice.payment_failed': on(shape.InvoiceEvent, become.invoiceFailed),
  'charge.refunded': on(shape.ChargeEvent, become.refunded),
  'customer.subscription.created': on(shape.SubscriptionEvent, subscription.created),
  'customer.subscription.updated': on(shape.SubscriptionEvent, subscription.updated),
  'customer.subscription.deleted': on(shape.SubscriptionEvent, subscription.ended),
  'customer.subscription.paused': on(shape.SubscriptionEvent, subscription.pausedOrResumed),
  'customer.subscription.resumed': on(shape.SubscriptionEvent, subscription.pausedOrResumed),
  'customer.subscription.trial_will_end': on(shape.SubscriptionEvent, subscription.trialEnds),
  'invoice.payment_action_required': on(shape.InvoiceEvent, become.invoiceAction),
  'charge.dispute.created': on(intentShape.DisputeEvent, disputed),
  'payment_intent.succeeded': on(intentShape.IntentEvent, intent.succeeded),
  'payment_intent.payment_failed': on(intentShape.IntentEvent, intent.failed),
  'payment_intent.requires_action': on(intentShape.IntentEvent, intent.actionRequired),
};

/** What is begun and left there doubles nothing. */
const CHECKOUT = ['checkout.session.completed', 'checkout.session.async_payment_succeeded', 'checkout.session.async_payment_failed'];
const INVOICES = ['invoice.paid', 'invoice.payment_failed', 'invoice.payment_action_required'];

/** Every payment has an intent, which does not say that a session or an invoice tells it too. */
export const choice: Choice = {
  note: 'payment intents only without Checkout and invoices, and then with providers.stripe.choice',
  default: 'checkout',
  families: {
    checkout: [...CHECKOUT, ...INVOICES],
    invoices: INVOICES,
    'payment-intents': ['payment_intent.succeeded', 'payment_intent.payment_failed', 'payment_intent.requires_action'],
  },
};
