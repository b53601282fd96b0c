import { customer, type Customer, isSomebody, leave, signUp, track, update } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import type { Unread } from '../../../shared/bunce/unread.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import type { CustomerEvent, SubscriptionEvent } from './schema.ts';
import { words } from './words.ts';

function person({ id, object }: CustomerEvent['data']): Customer {
  const { given_name: firstName, family_name: lastName, email_address: email, phone_number: phone, address } = object?.customer ?? {};
  return customer({ id, aliases: mergedFrom(object), email, phone, firstName, lastName, country: address?.country });
}

const mergedFrom = (object: CustomerEvent['data']['object']): string[] => object?.event_context?.merge?.from_customer_ids ?? [];

export const changed = ({ created_at: at, data }: CustomerEvent): Told => update({ customer: person(data), occurredAt: time(at) });

/** The one that a merge leaves is no new person. */
export const signedUp = (event: CustomerEvent): Told =>
  mergedFrom(event.data.object).length > 0 ? changed(event) : signUp({ customer: person(event.data), occurredAt: time(event.created_at) });

/** Those that a merge removes live on. */
export const deleted = ({ created_at: at, data }: CustomerEvent): Told =>
  data.object?.event_context?.merge ? [] : [leave({ customer: person(data), occurredAt: time(at) })];

function subscribed({ created_at: at, data }: SubscriptionEvent): Happening {
  const { id, customer_id: who, plan_variation_id: variation, plan_id: old, canceled_date: end } = data.object.subscription;
  const plan = variation ?? old;
  return { customer: customer({ id: who }), occurredAt: time(at), properties: { plan, reference: id, endsAt: time(end) } };
}

interface Happening {
  readonly customer: Customer;
  readonly occurredAt: string | Unread | undefined;
  readonly properties: { readonly plan: string | null; readonly reference: string; readonly endsAt: string | Unread | undefined };
}

export function started(event: SubscriptionEvent): Told {
  const happening = { ...subscribed(event), occasion: `subscription:${event.data.object.subscription.id}:started` };
  return isSomebody(happening.customer) ? [track('subscription_started', happening)] : 'nobody';
}

/** An end is told when its date is set, and not again when it comes. */
export function changedOrEnds(event: SubscriptionEvent): Told {
  const { properties, ...told } = subscribed(event);
  if (!isSomebody(told.customer)) return 'nobody';
  const { id, status, canceled_date: end, version } = event.data.object.subscription;
  if (end) return [track('subscription_cancelled', { ...told, properties, occasion: `subscription:${id}:cancelled:${end}` })];
  const occasion = ['subscription', id, status.toLowerCase(), version].filter(Boolean).join(':');
  return [track('subscription_changed', { ...told, properties: { ...properties, status: words(status) }, occasion })];
}
