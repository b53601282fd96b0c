import { type Command, isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { intervalOf, listPrice, planName } from './money.ts';
import { payerOf } from './person.ts';
import type { Item, SubscriptionEvent } from './schema.ts';

type Subscription = SubscriptionEvent['data']['object'];
type Before = NonNullable<SubscriptionEvent['data']['previous_attributes']>;

const NEVER_STARTED: ReadonlySet<string> = new Set(['incomplete', 'incomplete_expired']);

const itemsOf = ({ items }: Pick<Subscription, 'items'>): readonly Item[] => items?.data ?? [];

/** A subscription names its customer by id only. `outcome` is told once a second at most, which is as finely as Stripe counts. */
const happening = ({ created, data: { object } }: SubscriptionEvent, outcome: string) =>
  ({
    customer: payerOf(object),
    occurredAt: time(created),
    occasion: `subscription:${object.id}:${outcome === 'started' ? outcome : `${outcome}:${String(created)}`}`,
  }) as const;

function terms(subscription: Subscription) {
  const items = itemsOf(subscription);
  const plans = items.map((item) => planName(item)).filter((name) => name !== undefined);
  return {
    ...listPrice(items),
    plan: plans.join(', '),
    interval: items[0] && intervalOf(items[0]),
    reference: subscription.id,
  };
}

type End = ReturnType<typeof time>;

const willEnd = ({ cancel_at: at, cancel_at_period_end: atPeriodEnd }: Pick<Subscription, 'cancel_at' | 'cancel_at_period_end'>): boolean =>
  Boolean(at) || atPeriodEnd === true;

function endOf(subscription: Subscription): End {
  if (!willEnd(subscription)) return undefined;
  return time(subscription.cancel_at ?? subscription.current_period_end ?? itemsOf(subscription)[0]?.current_period_end);
}

function start(event: SubscriptionEvent): readonly Command[] {
  const { object } = event.data;
  return [track('subscription_started', { ...happening(event, 'started'), properties: { ...terms(object), endsAt: endOf(object) } })];
}

function change(event: SubscriptionEvent, { status, endsAt }: { readonly status: string; readonly endsAt?: End }) {
  return [track('subscription_changed', { ...happening(event, status), properties: { ...terms(event.data.object), status, endsAt } })];
}

function cancel(event: SubscriptionEvent, endsAt: End): readonly Command[] {
  const { object } = event.data;
  const reason = object.cancellation_details?.feedback ?? object.cancellation_details?.reason;
  return [track('subscription_cancelled', { ...happening(event, 'cancelled'), properties: { ...terms(object), reason, endsAt } })];
}

/** Nothing is told where the subscription names nobody. */
const somebodys =
  (tell: (event: SubscriptionEvent) => readonly Command[]) =>
  (event: SubscriptionEvent): Told =>
    isSomebody(payerOf(event.data.object)) ? tell(event) : 'nobody';

/** An `incomplete` one waits for its first payment and starts with an update, or never. */
export const created = somebodys((event) => (NEVER_STARTED.has(event.data.object.status) ? [] : start(event)));

/** Stripe updates a subscription at each renewal too: only what a customer would notice is told. */
export const updated = somebodys((event) => {
  const { object, previous_attributes: before } = event.data;
  const was = before ?? {};
  if (NEVER_STARTED.has(object.status)) return [];
  if (was.status === 'incomplete') return start(event);
  if (was.status && [was.status, object.status].includes('paused')) return [];
  const endMoved = was.cancel_at !== undefined || was.cancel_at_period_end !== undefined;
  if (endMoved && willEnd(object) && !willEnd(was)) return cancel(event, endOf(object));
  const told = endMoved || Boolean(was.status) || was.pause_collection !== undefined || otherItems(object, was);
  return told ? change(event, { status: object.pause_collection ? 'paused' : object.status, endsAt: endOf(object) }) : [];
});

/** Since basil a renewal lists the items as changed, for they hold the period: only price and number count. */
const otherItems = (now: Subscription, was: Before): boolean => Boolean(was.items) && basket(now) !== basket(was);

const basket = (holder: Pick<Subscription, 'items'>): string =>
  itemsOf(holder)
    .map(({ price, plan, quantity }) => `${price?.id ?? plan?.id} × ${quantity}`)
    .sort()
    .join();

/** An end that was announced has been told as the cancellation already. */
export const ended = somebodys((event) => {
  const { object } = event.data;
  const endsAt = time(object.ended_at);
  return willEnd(object) ? change(event, { status: object.status, endsAt }) : cancel(event, endsAt);
});

/** Also `customer.subscription.resumed`. */
export const pausedOrResumed = somebodys((event) => change(event, { status: event.data.object.status }));

/** Also sent when a trial is ended at once: then nothing is about to end, and the update tells the new status. */
export const trialEnds = somebodys((event) => {
  const { status, trial_end: end } = event.data.object;
  const endsAt = time(end);
  const isOver = status !== 'trialing' || (end !== null && event.created !== null && Number(end) <= Number(event.created));
  if (isOver) return [];
  const { object } = event.data;
  return [track('trial_ending', { ...happening(event, 'trial ending'), properties: { ...terms(object), endsAt } })];
});
