import { type Command, isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { intervalText } from '../../../shared/bunce/interval.ts';
import { isFree, unlessFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { buyerOf, isNear, money } from './map.ts';
import type { SubscriptionEvent } from './schema.ts';

/** Nothing is told where the subscription names nobody. */
const somebodys =
  (tell: (event: SubscriptionEvent) => readonly Command[]) =>
  (event: SubscriptionEvent): Told =>
    isSomebody(buyerOf(event.data)) ? tell(event) : 'nobody';

/** A subscription starts once; the rest may come again. */
const happening = ({ timestamp, data }: SubscriptionEvent, outcome: string) =>
  ({
    customer: buyerOf(data),
    occurredAt: time(timestamp),
    occasion: `subscription:${data.id}:${outcome === 'started' ? outcome : `${outcome}:${String(timestamp)}`}`,
  }) as const;

const terms = ({ data }: SubscriptionEvent) => ({
  ...unlessFree(money(data.amount, data.currency)),
  plan: data.product?.name,
  interval: intervalText(data.recurring_interval, data.recurring_interval_count),
  reference: String(data.id),
});

const start = somebodys((event) => [track('subscription_started', { ...happening(event, 'started'), properties: terms(event) })]);

export const statusChanged = somebodys((event) => {
  const status = event.data.status.replace('_', ' ');
  const endsAt = time([event.data.ended_at, event.data.ends_at]);
  return [track('subscription_changed', { ...happening(event, status), properties: { ...terms(event), status, endsAt } })];
});

/** What is active at once is told by its activation, what is incomplete by the same later, or never. */
export const created = (event: SubscriptionEvent): Told => (event.data.status === 'trialing' ? start(event) : []);

/** Also sent when a trial turns into a subscription and when a late payment has come in. */
export function active(event: SubscriptionEvent): Told {
  const { started_at: started, current_period_start: period, trial_end: trial } = event.data;
  return !trial && isNear(period, started) ? start(event) : statusChanged(event);
}

/** A payment that failed has no event of its own. */
export const unpaid = somebodys((event) => {
  if (isFree(money(event.data.amount, event.data.currency))) return [];
  return [track('payment_failed', { ...happening(event, 'failed'), properties: { ...terms(event), reason: 'past due' } })];
});

export const cancelled = somebodys((event) => {
  const { ends_at: end, customer_cancellation_reason: reason } = event.data;
  const [why, endsAt] = [reason?.replaceAll('_', ' '), time(end)] as const;
  return [track('subscription_cancelled', { ...happening(event, 'cancelled'), properties: { ...terms(event), reason: why, endsAt } })];
});
