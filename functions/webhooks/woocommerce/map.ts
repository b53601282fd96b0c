import { customer, type Customer, isSomebody, leave, signUp, track, update } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { intervalText } from '../../../shared/bunce/interval.ts';
import { rounded, unlessFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { buyer, named } from './buyer.ts';
import { turn } from './moment.ts';
import type { Deleted, Person, Subscription } from './schema.ts';

const person = ({ id, email, billing, shipping, ...own }: Person): Customer =>
  customer({ id, email, phone: billing?.phone || shipping?.phone, ...named([own, billing, shipping]), country: billing?.country });

export const signedUp = (event: Person): Told => signUp({ customer: person(event), occurredAt: time(event.date_created_gmt) });

export const updated = (event: Person): Told => update({ customer: person(event), occurredAt: time(event.date_modified_gmt) });

export const deleted = ({ id }: Deleted): Told => [leave({ customer: customer({ id }) })];

export function subscribed(subscription: Subscription): Told {
  const turned = turn(subscription);
  const who = buyer(subscription);
  if (!turned) return [];
  if (!isSomebody(who)) return 'nobody';
  const { kind, mark } = turned;
  const occurredAt = time(mark);
  const endsAt = time(subscription.end_date_gmt);
  const told = { customer: who, occasion: `subscription:${subscription.id}:${kind}:${mark}` };
  const properties = terms(subscription);
  if (kind === 'expired')
    return [track('subscription_changed', { ...told, occurredAt, properties: { ...properties, endsAt, status: kind } })];
  return [track(`subscription_${kind}`, { ...told, occurredAt, properties: { ...properties, endsAt } })];
}

function terms({ id, number, currency, total, line_items: lines, billing_period: period, billing_interval: count }: Subscription) {
  const interval = intervalText(period, count);
  return { ...unlessFree(rounded(total, currency)), plan: lines[0]?.name, interval, reference: number ?? String(id) };
}
