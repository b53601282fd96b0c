import { type Command, customer, type Customer, track } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { fromMinor, type Money } from '../../../shared/bunce/money.ts';
import type { Action, Debit, Found, Mandate, Payment } from './schema.ts';

/** Mono debits Nigerian accounts; mandates and their debits name no currency. */
const kobo = (amount: number, currency = 'NGN'): Money => fromMinor(amount, currency);

const when = (...times: readonly (string | null | undefined)[]): string | undefined => {
  const time = times.find(Boolean);
  return time ? instant(time) : undefined;
};

interface Named {
  readonly id: string | null | undefined;
  readonly mandate?: string;
}

/** What happens to a mandate later names the mandate only: it is kept as another id of its customer. */
function person({ id, mandate }: Named, found?: Found): Customer {
  const { first_name: firstName, last_name: lastName, email, phone } = found ?? {};
  const name = firstName || lastName ? undefined : (found?.name ?? found?.business_name);
  return customer({ id, aliases: mandate ? [`mandate:${mandate}`] : undefined, email, phone, firstName, lastName, name });
}

export function paid({ timestamp, data: { object } }: Payment, found?: Found): readonly Command[] {
  const { amount, currency, reference, description: product, method: paymentMethod } = object;
  const happening = { customer: person({ id: object.customer }, found), occurredAt: when(timestamp, object.updated_at) };
  return [track('purchase_completed', { ...happening, properties: { ...kobo(amount, currency), reference, product, paymentMethod } })];
}

export function debited({ timestamp, data }: Debit, found?: Found): readonly Command[] {
  const happening = { customer: person({ id: data.customer, mandate: data.mandate }, found), occurredAt: when(timestamp, data.date) };
  const payment = { ...kobo(data.amount), reference: data.reference_number, product: data.narration, paymentMethod: 'direct debit' };
  return data.status === 'successful'
    ? [track('purchase_completed', { ...happening, properties: payment })]
    : [track('payment_failed', { ...happening, properties: { ...payment, reason: data.message } })];
}

const terms = ({ data }: Mandate) => ({
  ...(typeof data.amount === 'number' ? kobo(data.amount) : {}),
  reference: data.id,
  plan: data.description,
  endsAt: when(data.end_date),
});

const mandateOf = ({ timestamp, data }: Mandate, found?: Found) => ({
  customer: person({ id: data.customer, mandate: data.id }, found),
  occurredAt: when(timestamp, data.date),
});

/** A mandate is what a subscription is elsewhere: leave to debit, until its end. */
export const approved = (event: Mandate, found?: Found): readonly Command[] => [
  track('subscription_started', { ...mandateOf(event, found), properties: terms(event) }),
];

export function changed(event: Mandate, found?: Found): readonly Command[] {
  const { status, message: reason } = event.data;
  return [track('subscription_changed', { ...mandateOf(event, found), properties: { ...terms(event), status, reason } })];
}

const actionOf = ({ timestamp, data }: Action) => ({
  customer: person({ id: undefined, mandate: data.mandate }),
  occurredAt: when(timestamp, data.timestamps),
});

export const cancelled = (event: Action): readonly Command[] => [
  track('subscription_cancelled', { ...actionOf(event), properties: { reference: event.data.mandate } }),
];

const turned =
  (status: string) =>
  (event: Action): readonly Command[] => [
    track('subscription_changed', { ...actionOf(event), properties: { reference: event.data.mandate, status } }),
  ];

export const paused = turned('paused');
export const reinstated = turned('active');
