import { type Command, customer, type Customer, track } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { type Money, rounded } from '../../../shared/bunce/money.ts';
import type { Happening } from './schema.ts';

type Event = Happening['event'];

interface Fact {
  readonly customer: Customer;
  readonly occurredAt: string;
}

const isAnonymous = (id: string): boolean => id.startsWith('$RCAnonymousID:');

/** Undefined for a buyer whom nothing names: neither an id of the app's own nor an e-mail. */
function person({ app_user_id: id, original_app_user_id: first, aliases, subscriber_attributes: own }: Event): Customer | undefined {
  const ids = [...new Set([id ?? '', first ?? '', ...(aliases ?? [])])].filter(Boolean);
  const [best, ...others] = [...ids.filter((one) => !isAnonymous(one)), ...ids.filter((one) => isAnonymous(one))];
  const { $email, $displayName, $phoneNumber } = own ?? {};
  const who = customer({ id: best, aliases: others, email: $email?.value, name: $displayName?.value, phone: $phoneNumber?.value });
  return who.email || (best && !isAnonymous(best)) ? who : undefined;
}

const told =
  (map: (event: Event, fact: Fact) => readonly Command[]) =>
  ({ event }: Happening): readonly Command[] => {
    const who = person(event);
    return who ? map(event, { customer: who, occurredAt: instant(event.event_timestamp_ms) }) : [];
  };

/** Zero says "not here" more often than "free". */
const money = ({ price_in_purchased_currency: price, currency }: Event): Partial<Money> =>
  price && currency ? rounded(Math.abs(price), currency) : {};

const words = (code: string | null | undefined): string | undefined => code?.toLowerCase().replaceAll('_', ' ');

const terms = (event: Event) => ({ ...money(event), plan: event.product_id, reference: event.transaction_id });
const endOf = ({ expiration_at_ms: end }: Event): string | undefined => (end ? instant(end) : undefined);

export const started = told((event, fact) => [
  track('subscription_started', { ...fact, properties: { ...terms(event), endsAt: endOf(event) } }),
]);

export const renewed = told((event, fact) => {
  const properties = { ...terms(event), endsAt: endOf(event), paymentMethod: words(event.store) };
  return [track('subscription_renewed', { ...fact, properties })];
});

const purchase = (event: Event) => ({
  ...money(event),
  product: event.product_id,
  reference: event.transaction_id,
  paymentMethod: words(event.store),
});

/** What is granted for nothing is no purchase. */
export const bought = told((event, fact) =>
  event.price_in_purchased_currency === 0 ? [] : [track('purchase_completed', { ...fact, properties: purchase(event) })],
);

export const unpaid = told((event, fact) => [
  track('payment_failed', { ...fact, properties: { ...purchase(event), plan: event.product_id, reason: 'billing issue' } }),
]);

/** A refund comes as a cancellation; a payment that failed has its own event. */
export const cancelled = told((event, fact) => {
  const reason = words(event.cancel_reason);
  if (event.cancel_reason === 'BILLING_ERROR') return [];
  if (event.cancel_reason === 'CUSTOMER_SUPPORT') return [track('refund_issued', { ...fact, properties: { ...purchase(event), reason } })];
  return [track('subscription_cancelled', { ...fact, properties: { ...terms(event), reason, endsAt: endOf(event) } })];
});

const became = (
  status: string,
  more: (event: Event) => { readonly plan?: string | null | undefined; readonly reason?: string | undefined } = () => ({}),
) =>
  told((event, fact) => [
    track('subscription_changed', { ...fact, properties: { ...terms(event), status, endsAt: endOf(event), ...more(event) } }),
  ]);

export const resumed = became('active');
export const extended = became('extended');
export const willPause = became('pausing');
export const expired = became('expired', (event) => ({ reason: words(event.expiration_reason) }));
export const planChanged = became('plan changed', (event) => ({ plan: event.new_product_id ?? event.product_id }));
