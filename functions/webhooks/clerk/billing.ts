import { type Command, customer, type Customer, isSomebody, track } from '../../../shared/bunce/command.ts';
import { hoursBetween, time } from '../../../shared/bunce/instant.ts';
import { fromMinor, isFree, type Money, unlessFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import type { Amount, ItemEvent, Payer, PaymentEvent } from './schema.ts';

/** Undefined for an organization: it is no person. */
function payerOf(payer: Payer): Customer | undefined {
  const { user_id: id, organization_id: organization, email, first_name: firstName, last_name: lastName } = payer ?? {};
  return organization && !id ? undefined : customer({ id, email, firstName, lastName });
}

const money = (amount: Amount): Partial<Money> => (amount ? fromMinor(amount.amount, amount.currency) : {});

function bill({ data }: PaymentEvent) {
  const [item] = data.subscription_items;
  return {
    ...money(data.totals?.grand_total),
    plan: item?.plan?.name,
    interval: item?.plan_period,
    paymentMethod: data.payment_source?.payment_method,
    reference: data.payment_id ?? data.id,
  };
}

/** Also carries what was paid for; a pending attempt is told when it is settled. */
export function paymentSettled(event: PaymentEvent): Told {
  const { data } = event;
  const who = payerOf(data.payer);
  const properties = bill(event);
  if (!who || (data.status !== 'paid' && data.status !== 'failed') || isFree(properties)) return [];
  if (!isSomebody(who)) return 'nobody';
  if (data.status === 'failed') {
    const reason = data.failed_reason?.decline_code ?? data.failed_reason?.code;
    const happening = { customer: who, occasion: `attempt:${data.id}:failed` };
    return [
      track('payment_failed', { ...happening, occurredAt: time([data.failed_at, data.updated_at]), properties: { ...properties, reason } }),
    ];
  }
  const name = data.charge_type === 'recurring' ? 'subscription_renewed' : 'purchase_completed';
  const happening = { customer: who, occasion: `payment:${properties.reference}:paid` };
  return [track(name, { ...happening, occurredAt: time([data.paid_at, data.updated_at]), properties })];
}

type Item = ItemEvent['data'];

const terms = ({ id, plan, plan_period: interval, amount }: Item) => ({
  ...unlessFree(money(amount)),
  plan: plan?.name,
  interval,
  reference: id,
});

/** Nothing to tell of organizations, and of the free default plan that everybody has. */
const subscribed =
  (tell: (event: ItemEvent, who: Customer) => readonly Command[]) =>
  (event: ItemEvent): Told => {
    const who = payerOf(event.data.payer);
    if (!who || event.data.plan?.is_default) return [];
    return isSomebody(who) ? tell(event, who) : 'nobody';
  };

const happening = ({ data, timestamp }: ItemEvent, outcome: string) =>
  ({ occurredAt: time([timestamp, data.updated_at]), occasion: `subscription_item:${data.id}:${outcome}` }) as const;

/** The same status may come again: each period has its own. */
function change(event: ItemEvent, { who, status }: { readonly who: Customer; readonly status: string }): readonly Command[] {
  const { data } = event;
  const goesOn = status === 'past_due' || status === 'active';
  const endsAt = goesOn ? undefined : time(data.period_end);
  const told = { customer: who, ...happening(event, `${status}:${String(data.past_due_at ?? data.period_end)}`) };
  return [track('subscription_changed', { ...told, properties: { ...terms(data), status, endsAt } })];
}

export const pastDue = subscribed((event, who) => change(event, { who, status: 'past_due' }));
export const ended = subscribed((event, who) => change(event, { who, status: 'ended' }));

/** A trial that is over is not about to end. */
export const trialEnds = subscribed((event, who) => {
  const isOver = hoursBetween(event.timestamp, event.data.period_end) <= 0;
  if (isOver) return [];
  const { data } = event;
  const told = { customer: who, ...happening(event, `trial ending:${String(data.period_end)}`) };
  return [track('trial_ending', { ...told, properties: { ...terms(data), endsAt: time(data.period_end) } })];
});

/** One that was past due is not started anew. */
export const active = subscribed((event, who) => {
  if (event.data.past_due_at) return change(event, { who, status: 'active' });
  return [track('subscription_started', { customer: who, ...happening(event, 'started'), properties: terms(event.data) })];
});

export const cancelled = subscribed((event, who) => {
  const { data } = event;
  const endsAt = time(data.period_end);
  const told = { customer: who, ...happening(event, `cancelled:${String(data.period_end)}`) };
  return [track('subscription_cancelled', { ...told, properties: { ...terms(data), endsAt } })];
});
