import { type Command, isSomebody, track } from '../../../shared/bunce/command.ts';
import { hoursBetween, time } from '../../../shared/bunce/instant.ts';
import { fromMinor, type Typed, unlessFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { intervalOf, named, personOf } from './map.ts';
import { endedAsScheduled } from './schedule.ts';
import type { Item, SubscriptionEvent } from './schema.ts';

/** What a period costs, before tax and discounts; nothing where a price has no amount or is in another currency than is billed. */
function price(items: readonly Item[], currency: string | null): Typed {
  const isTold = ({ price: each, quantity }: Item): boolean =>
    Boolean(each?.unit_price?.amount && quantity !== null) && (each?.unit_price?.currency_code ?? currency) === currency;
  if (!currency || !items.every((item) => isTold(item))) return {};
  const amount = items.reduce((sum, { price: each, quantity }) => sum + Number(each?.unit_price?.amount) * Number(quantity), 0);
  return unlessFree(fromMinor(amount, currency));
}

function terms({ data }: SubscriptionEvent) {
  const items = (data.items ?? []).filter(({ recurring }) => recurring !== false);
  return {
    ...price(items, data.currency_code),
    plan: named(items.map(({ product, price: each }) => product?.name ?? each?.name ?? each?.description)),
    interval: intervalOf(data.billing_cycle),
    reference: String(data.id),
  };
}

const happening = ({ occurred_at: at, data }: SubscriptionEvent, outcome: string) =>
  ({ customer: personOf(data), occurredAt: time(at), occasion: `subscription:${data.id}:${outcome}` }) as const;

/** Nothing is told where the subscription names nobody. */
const somebodys =
  (tell: (event: SubscriptionEvent) => readonly Command[]) =>
  (event: SubscriptionEvent): Told =>
    isSomebody(personOf(event.data)) ? tell(event) : 'nobody';

export const started = somebodys((event) => [track('subscription_started', { ...happening(event, 'started'), properties: terms(event) })]);

interface Change {
  readonly status: string;
  readonly endsAt?: ReturnType<typeof time>;
}

const change = (event: SubscriptionEvent, { status, endsAt }: Change): readonly Command[] => [
  track('subscription_changed', {
    ...happening(event, `${status}:${String(event.occurred_at)}`),
    properties: { ...terms(event), status, endsAt },
  }),
];

export const statusChanged = somebodys((event) => change(event, { status: event.data.status.replace('_', ' ') }));

/** Comes beside the creation, which tells the start; later than that it is a trial that became a subscription. */
export const activated = (event: SubscriptionEvent): Told =>
  hoursBetween(event.data.started_at, event.occurred_at) > 1 ? statusChanged(event) : [];

function cancel(event: SubscriptionEvent, end: string | number | null): readonly Command[] {
  const endsAt = time(end);
  const told = happening(event, `cancelled:${typeof endsAt === 'string' ? endsAt.slice(0, 19) : 'undated'}`);
  return [track('subscription_cancelled', { ...told, properties: { ...terms(event), endsAt } })];
}

/** Comes beside every other event and does not say what changed: what it has to itself is an end or a pause to come. */
export const updated = somebodys((event) => {
  const { action, effective_at: at = null } = event.data.scheduled_change ?? {};
  if (action === 'cancel') return cancel(event, at);
  return action === 'pause' ? change(event, { status: 'pause scheduled', endsAt: time(at) }) : [];
});

/** An end that was scheduled has been told as the cancellation already. */
export const ended = somebodys((event) =>
  endedAsScheduled(event.data)
    ? change(event, { status: event.data.status, endsAt: time(event.data.canceled_at) })
    : cancel(event, event.data.canceled_at),
);
