import { type Command, type Customer, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { type Typed, unlessFree } from '../../../shared/bunce/money.ts';
import type { Unread } from '../../../shared/bunce/unread.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { isUnpaid, moneyOf } from './money.ts';
import { person } from './person.ts';
import type { Happening } from './schema.ts';

type Event = Happening['event'];

interface Fact {
  readonly customer: Customer;
  readonly occurredAt: string | Unread | undefined;
}

const told =
  (map: (event: Event, fact: Fact) => readonly Command[]) =>
  ({ event }: Happening): Told => {
    const who = person(event);
    return who ? map(event, { customer: who, occurredAt: time(event.event_timestamp_ms) }) : 'nobody';
  };

const words = (code: string | null | undefined): string | undefined => code?.toLowerCase().replaceAll('_', ' ');

type Terms = Typed & { readonly plan: string | null; readonly reference: string | null; readonly endsAt: string | Unread | undefined };

const terms = (event: Event): Terms => ({
  ...unlessFree(moneyOf(event)),
  plan: event.product_id,
  reference: event.transaction_id,
  endsAt: time(event.expiration_at_ms),
});

const purchase = (event: Event) => ({
  ...unlessFree(moneyOf(event)),
  product: event.product_id,
  reference: event.transaction_id,
  paymentMethod: words(event.store),
});

/** A transaction is paid, and given back, once. */
const once = (event: Event, outcome: string): string | undefined =>
  event.transaction_id ? `transaction:${event.transaction_id}:${outcome}` : again(event, outcome);

/** What can happen to one subscription again and again. */
const again = ({ id }: Event, outcome: string): string | undefined => (id ? `event:${id}:${outcome}` : undefined);

export const started = told((event, fact) => [
  track('subscription_started', { ...fact, properties: terms(event), occasion: once(event, 'started') }),
]);

/** The first payment after a trial is the purchase; a period for nothing is no renewal. */
export const renewed = told((event, fact) => {
  if (isUnpaid(event)) return [];
  if (event.is_trial_conversion) {
    const properties = { ...purchase(event), plan: event.product_id };
    return [track('purchase_completed', { ...fact, properties, occasion: once(event, 'success') })];
  }
  const properties = { ...terms(event), paymentMethod: words(event.store) };
  return [track('subscription_renewed', { ...fact, properties, occasion: once(event, 'success') })];
});

export const bought = told((event, fact) =>
  isUnpaid(event) ? [] : [track('purchase_completed', { ...fact, properties: purchase(event), occasion: once(event, 'success') })],
);

/** RevenueCat writes 0 here for a price that it does not know. */
export const unpaid = told((event, fact) => {
  const properties = { ...purchase(event), plan: event.product_id, reason: 'billing issue' };
  return [track('payment_failed', { ...fact, properties, occasion: again(event, 'failed') })];
});

/** A refund comes as a cancellation; a payment that failed has its own event. */
export const cancelled = told((event, fact) => {
  const reason = words(event.cancel_reason);
  if (event.cancel_reason === 'BILLING_ERROR') return [];
  if (event.cancel_reason === 'CUSTOMER_SUPPORT' && !isUnpaid(event)) {
    return [track('refund_issued', { ...fact, properties: { ...purchase(event), reason }, occasion: once(event, 'refunded') })];
  }
  return [track('subscription_cancelled', { ...fact, properties: { ...terms(event), reason }, occasion: again(event, 'cancelled') })];
});

interface Change {
  readonly plan?: string | null | undefined;
  readonly reason?: string | undefined;
}

const became = (status: string, more: (event: Event) => Change = () => ({})) =>
  told((event, fact) => [
    track('subscription_changed', {
      ...fact,
      properties: { ...terms(event), status, ...more(event) },
      occasion: again(event, status.replaceAll(' ', '-')),
    }),
  ]);

export const resumed = became('active');
export const extended = became('extended');
export const willPause = became('pausing');
export const expired = became('expired', (event) => ({ reason: words(event.expiration_reason) }));
export const planChanged = became('plan changed', (event) => ({ plan: event.new_product_id ?? event.product_id }));
