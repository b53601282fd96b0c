import { type Customer, track } from '../../../shared/bunce/command.ts';
import { hoursBetween, time } from '../../../shared/bunce/instant.ts';
import { isFree, type Money, unlessFree } from '../../../shared/bunce/money.ts';
import type { Unread } from '../../../shared/bunce/unread.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { money, words } from './money.ts';
import { person, withObject } from './person.ts';
import type { SubscriptionEvent } from './schema.ts';

interface Happening {
  readonly customer: Customer;
  readonly occurredAt: string | Unread | undefined;
}

function happening({ create_time: at, resource: { id, subscriber, payer } }: SubscriptionEvent): Happening {
  const sources = Object.values(subscriber?.payment_source ?? {});
  const who = person([subscriber, payer, ...sources, subscriber?.shipping_address]);
  return { customer: withObject(who, id), occurredAt: time(at) };
}

const terms = ({ resource: { id, plan_id: plan, plan: old } }: SubscriptionEvent) => ({ plan: plan ?? old?.name, reference: id });

function price({ resource: { billing_info: bills, agreement_details: old } }: SubscriptionEvent): Partial<Money> {
  const amount = bills?.last_payment?.amount ?? old?.last_payment_amount;
  return amount ? money(amount) : {};
}

const told = (event: SubscriptionEvent) => ({ ...unlessFree(price(event)), ...terms(event) });

/** A subscription may be suspended more than once: the time of the change tells one from another. */
const occasionOf = ({ resource: { id, status_update_time: at } }: SubscriptionEvent, status: string): string =>
  ['subscription', id, status, at].filter(Boolean).join(':');

/** Days after which it is no start: PayPal says the same of one that was suspended and goes on. */
const AGAIN = 7;

export function started(event: SubscriptionEvent): Told {
  const { id, create_time: made, status_update_time: at } = event.resource;
  if (hoursBetween(made, at) > AGAIN * 24) return statusChanged(event);
  return [track('subscription_started', { ...happening(event), properties: told(event), occasion: `subscription:${id}:started` })];
}

export function cancelled(event: SubscriptionEvent): Told {
  const properties = { ...told(event), reason: event.resource.status_change_note };
  return [track('subscription_cancelled', { ...happening(event), properties, occasion: `subscription:${event.resource.id}:cancelled` })];
}

export function statusChanged(event: SubscriptionEvent): Told {
  const status = words(event.resource.status ?? event.resource.state);
  const properties = { ...told(event), status };
  return [track('subscription_changed', { ...happening(event), properties, occasion: occasionOf(event, status ?? 'changed') })];
}

export function unpaid(event: SubscriptionEvent): Told {
  const { last_failed_payment: failure } = event.resource.billing_info ?? {};
  const due = failure?.amount ? money(failure.amount) : price(event);
  if (isFree(due)) return [];
  const properties = { ...due, ...terms(event), reason: words(failure?.reason_code) };
  const occasion = failure?.time ? `subscription:${event.resource.id}:failed:${failure.time}` : undefined;
  return [track('payment_failed', { ...happening(event), properties, occasion })];
}
