import { timestampedHmac } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { paymentOf } from '../../../shared/webhook/thread.ts';
import { identify } from './identify.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';
import * as subscription from './subscription.ts';

/** https://docs.stripe.com/webhooks */
export const stripe: Provider<typeof shape.Settings> = {
  name: 'stripe',
  settings: shape.Settings,

  signature: timestampedHmac({ header: 'stripe-signature', scheme: 'v1', tolerance: 300, futurePasses: true }),

  identify,

  // A guest is nobody but by the address, which a charge may lack.
  thread: (command) => command.customer.id ?? paymentOf(command),

  events: {
    'customer.created': on(shape.CustomerEvent, become.registered),
    'customer.updated': on(shape.CustomerEvent, become.updated),
    'customer.deleted': on(shape.CustomerEvent, become.deleted),
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
  },
};
