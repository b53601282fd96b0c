import { isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { intervalText } from '../../../shared/bunce/interval.ts';
import { fromMinor, type Typed, unlessFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { person } from './person.ts';
import type { Subscription, SubscriptionEvent } from './schema.ts';

export const planOf = ({ plan_id: plan, subscription_items: items }: Subscription): string | null | undefined =>
  plan ?? items?.find(({ item_type: type }) => type === 'plan')?.item_price_id;

export const intervalOf = ({ billing_period_unit: unit, billing_period: count }: Subscription): string | undefined =>
  intervalText(unit, count);

export const words = (code: string | null | undefined): string | undefined => code?.replaceAll('_', ' ');

/** What a period costs; charges among the items are billed once, by an event of their own. */
function price({
  currency_code: currency,
  subscription_items: items,
  plan_unit_price: unit,
  plan_quantity: quantity,
}: Subscription): Typed {
  const recurring = items?.filter(({ item_type: type }) => type !== 'charge');
  const amount = recurring ? recurring.reduce((sum, item) => sum + Number(item.amount ?? 0), 0) : Number(unit ?? 0) * (quantity ?? 1);
  return currency ? unlessFree(fromMinor(amount, currency)) : {};
}

type Name = 'subscription_started' | 'subscription_changed' | 'subscription_cancelled' | 'trial_ending';

interface Telling {
  readonly name: Name;
  readonly outcome: string;
  readonly more?: { readonly status?: string | undefined; readonly reason?: string | undefined; readonly endsAt?: ReturnType<typeof time> };
}

function tell({ occurred_at: at, content: { customer: known, subscription } }: SubscriptionEvent, { name, outcome, more }: Telling): Told {
  const who = person({ customer: known, id: subscription.customer_id });
  if (!isSomebody(who)) return 'nobody';
  const { id: reference } = subscription;
  const properties = {
    ...price(subscription),
    plan: planOf(subscription),
    interval: intervalOf(subscription),
    reference: String(reference),
  };
  const occasion = `subscription:${reference}:${outcome}`;
  return [track(name, { customer: who, occurredAt: time(at), occasion, properties: { ...properties, ...more } })];
}

const changed = (
  event: SubscriptionEvent,
  { status, endsAt }: { readonly status: string | undefined; readonly endsAt?: ReturnType<typeof time> },
): Told => tell(event, { name: 'subscription_changed', outcome: `${status}:${String(event.occurred_at)}`, more: { status, endsAt } });

export const started = (event: SubscriptionEvent): Told => tell(event, { name: 'subscription_started', outcome: 'started' });

/** A future one is told when it starts. */
export const created = (event: SubscriptionEvent): Told => (event.content.subscription.status === 'future' ? [] : started(event));

export const statusChanged = (event: SubscriptionEvent): Told => changed(event, { status: words(event.content.subscription.status) });

export const willPause = (event: SubscriptionEvent): Told =>
  changed(event, { status: 'pause scheduled', endsAt: time(event.content.subscription.pause_date) });

/** Stripe's twin is `trial_will_end`; a trial that is over is not about to end. */
export function trialEnds(event: SubscriptionEvent): Told {
  const { status, trial_end: end } = event.content.subscription;
  const isOver = status !== 'in_trial' || (end !== null && event.occurred_at !== null && Number(end) <= Number(event.occurred_at));
  const outcome = `trial ending:${String(event.occurred_at)}`;
  return isOver ? [] : tell(event, { name: 'trial_ending', outcome, more: { endsAt: time(end) } });
}

export function willEnd(event: SubscriptionEvent): Told {
  const { cancelled_at: at, current_term_end: term, cancel_reason_code: code, cancel_reason: reason } = event.content.subscription;
  const more = { reason: code ?? words(reason), endsAt: time([at, term]) } as const;
  return tell(event, { name: 'subscription_cancelled', outcome: `cancelled:${String(event.occurred_at)}`, more });
}

/** An end that was scheduled has been told. */
export const ended = (event: SubscriptionEvent): Told =>
  event.content.subscription.cancel_schedule_created_at ? statusChanged(event) : willEnd(event);
