import { type Command, isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { isFree } from '../../../shared/bunce/money.ts';
import { partly, type Told } from '../../../shared/webhook/provider.ts';
import { moneyIn } from './money.ts';
import { person } from './person.ts';
import { ExpiringCard, ExpiringCards, type SomeCards, type Subscribed, type Subscription } from './schema.ts';

function terms({ amount, plan, subscription_code: reference }: Subscribed) {
  const price = moneyIn(amount, plan?.currency);
  return { ...(isFree(price) ? {} : price), plan: plan?.name, interval: plan?.interval, reference: String(reference) };
}

const occasionOf = ({ subscription_code: code }: Subscribed, outcome: string): string => `subscription:${code}:${outcome}`;

export function subscribed({ data }: Subscription): Told {
  const who = person(data.customer);
  if (!isSomebody(who)) return 'nobody';
  const occurredAt = time([data.createdAt, data.created_at]);
  return [track('subscription_started', { customer: who, occurredAt, properties: terms(data), occasion: occasionOf(data, 'started') })];
}

/** Carries the subscription's creation as its only time, so the moment of receipt stands in, here and below. */
export function willEnd({ data }: Subscription): Told {
  const who = person(data.customer);
  if (!isSomebody(who)) return 'nobody';
  const endsAt = time(data.next_payment_date);
  const outcome = ['not-renewing', data.next_payment_date].filter(Boolean).join(':');
  return [track('subscription_cancelled', { customer: who, properties: { ...terms(data), endsAt }, occasion: occasionOf(data, outcome) })];
}

export function ended({ data }: Subscription): Told {
  const who = person(data.customer);
  if (!isSomebody(who)) return 'nobody';
  const properties = { ...terms(data), status: data.status };
  return [track('subscription_changed', { customer: who, properties, occasion: occasionOf(data, data.status ?? 'disabled') })];
}

/** One webhook tells of many customers: a card that cannot be read does not take the others with it. */
export function cardsExpire({ data }: SomeCards): Told {
  const { commands, unreadable } = partly(data, cardExpires);
  if (unreadable.length === data.length) ExpiringCards.parse({ data });
  return { commands, unreadable };
}

function cardExpires(entry: unknown): readonly Command[] {
  const { customer, expiry_date: expiry, description: reason, subscription } = ExpiringCard.parse(entry);
  const who = person(customer);
  const properties = { ...terms(subscription), status: 'card expiring', reason };
  const occasion = occasionOf(subscription, ['card-expiring', expiry].filter(Boolean).join(':'));
  return isSomebody(who) ? [track('subscription_changed', { customer: who, properties, occasion })] : [];
}
