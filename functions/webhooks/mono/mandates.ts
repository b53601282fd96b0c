import { track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { isFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { kobo } from './money.ts';
import { person } from './person.ts';
import type { Action, Found, Mandate } from './schema.ts';

function termsOf({ data: { id, amount, description: plan } }: Mandate) {
  const price = amount === null || amount === undefined ? {} : kobo(amount);
  return { ...(isFree(price) ? {} : price), reference: String(id), plan };
}

const mandateOf = ({ data }: Mandate, found?: Found) => ({
  customer: person({ id: data.customer, mandate: data.id }, found),
  occasion: `mandate:${data.id}:${data.status}`,
});

/** A mandate is what a subscription is elsewhere: leave to debit, until its end. */
export function approved(event: Mandate, found?: Found): Told {
  const { timestamp, data } = event;
  const endsAt = time(data.end_date);
  const occurredAt = time([timestamp, data.date]);
  return [track('subscription_started', { ...mandateOf(event, found), occurredAt, properties: { ...termsOf(event), endsAt } })];
}

export function changed(event: Mandate, found?: Found): Told {
  const { timestamp, data } = event;
  const { status, message: reason } = data;
  const endsAt = time(data.end_date);
  const occurredAt = time([timestamp, data.date]);
  return [
    track('subscription_changed', { ...mandateOf(event, found), occurredAt, properties: { ...termsOf(event), endsAt, status, reason } }),
  ];
}

/** What is done to a mandate may be done again: the moment tells one time from the next. */
const actionOf = ({ timestamp, data: { mandate, timestamps } }: Action, outcome: string) => ({
  customer: person({ mandate }),
  occasion: ['mandate', mandate, outcome, timestamps ?? timestamp].filter(Boolean).join(':'),
});

export function cancelled(event: Action): Told {
  const { timestamp, data } = event;
  const happening = { ...actionOf(event, 'cancelled'), properties: { reference: String(data.mandate) } };
  return [track('subscription_cancelled', { ...happening, occurredAt: time([timestamp, data.timestamps]) })];
}

const turned =
  (status: string) =>
  (event: Action): Told => {
    const { timestamp, data } = event;
    const happening = { ...actionOf(event, status), properties: { reference: String(data.mandate), status } };
    return [track('subscription_changed', { ...happening, occurredAt: time([timestamp, data.timestamps]) })];
  };

export const paused = turned('paused');
export const reinstated = turned('active');
