import { type Command, customer, type Customer, track, upsert } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { fromMinor, type Money } from '../../../shared/bunce/money.ts';
import type { DeletedEvent, ItemEvent, Payer, PaymentEvent, UserEvent } from './schema.ts';

const time = (count: number | null | undefined): string | undefined => (count ? instant(count) : undefined);

/** The team's own id where it gave one; Clerk's id stays known, for billing events carry no other. */
const ids = ({ id, external_id: own }: Pick<DeletedEvent['data'], 'id' | 'external_id'>) => (own ? { id: own, aliases: [id] } : { id });

interface Contact {
  readonly id?: string | null | undefined;
  readonly verification?: { readonly status?: string | null | undefined } | null | undefined;
}

/** The primary one, verified or not: Clerk makes an unverified one primary only where the team asks for no proof. Without a primary, the first verified. */
const chosen = <Entry extends Contact>(
  entries: readonly Entry[] | null | undefined,
  primary: string | null | undefined,
): Entry | undefined =>
  primary ? entries?.find(({ id }) => id === primary) : entries?.find(({ verification }) => verification?.status === 'verified');

function person(user: UserEvent['data']): Customer {
  const email = chosen(user.email_addresses, user.primary_email_address_id)?.email_address;
  const phone = chosen(user.phone_numbers, user.primary_phone_number_id)?.phone_number;
  return customer({ ...ids(user), email, phone, firstName: user.first_name, lastName: user.last_name });
}

function methodOf(user: UserEvent['data']): string | null | undefined {
  const proof = chosen(user.email_addresses, user.primary_email_address_id) ?? chosen(user.phone_numbers, user.primary_phone_number_id);
  return user.external_accounts?.[0]?.provider ?? proof?.verification?.strategy;
}

export function signedUp({ data }: UserEvent): readonly Command[] {
  const fact = { customer: person(data), occurredAt: time(data.created_at) };
  return [upsert(fact), track('signed_up', { ...fact, properties: { method: methodOf(data) } })];
}

export function changed({ data }: UserEvent): readonly Command[] {
  const fact = { customer: person(data), occurredAt: time(data.updated_at) };
  return [upsert(fact), track('profile_updated', fact)];
}

export function deleted({ timestamp, data }: DeletedEvent): readonly Command[] {
  return [track('account_deleted', { customer: customer(ids(data)), occurredAt: time(timestamp) })];
}

/** Undefined for an organization: it is no person. */
const payerOf = ({ user_id: id, email, first_name: firstName, last_name: lastName }: Payer): Customer | undefined =>
  id ? customer({ id, email, firstName, lastName }) : undefined;

const money = (amount: ItemEvent['data']['amount']): Partial<Money> => (amount ? fromMinor(amount.amount, amount.currency) : {});

/** Also carries what was paid for; a pending attempt is told when it is settled. */
export function paymentSettled({ data }: PaymentEvent): readonly Command[] {
  const who = payerOf(data.payer);
  if (!who || (data.status !== 'paid' && data.status !== 'failed')) return [];
  const [item] = data.subscription_items ?? [];
  const properties = {
    ...money(data.totals.grand_total),
    plan: item?.plan?.name,
    interval: item?.plan_period,
    paymentMethod: data.payment_source?.payment_method,
    reference: data.payment_id ?? data.id,
  };
  if (data.status === 'failed') {
    const reason = data.failed_reason?.decline_code ?? data.failed_reason?.code;
    const occurredAt = time(data.failed_at ?? data.updated_at);
    return [track('payment_failed', { customer: who, occurredAt, properties: { ...properties, reason } })];
  }
  const name = data.charge_type === 'recurring' ? 'subscription_renewed' : 'purchase_completed';
  return [track(name, { customer: who, occurredAt: time(data.paid_at ?? data.updated_at), properties })];
}

type Item = ItemEvent['data'];

const terms = ({ id, plan, plan_period: interval, amount }: Item) => ({ ...money(amount), plan: plan?.name, interval, reference: id });

/** Undefined where there is nothing to tell: organizations, and the free default plan that everybody has. */
function subscriber({ data, timestamp }: ItemEvent) {
  const who = payerOf(data.payer);
  return who && !data.plan?.is_default ? { customer: who, occurredAt: time(timestamp ?? data.updated_at) } : undefined;
}

const statusChanged =
  (status: string) =>
  (event: ItemEvent): readonly Command[] => {
    const who = subscriber(event);
    const endsAt = status === 'past_due' || status === 'active' ? undefined : time(event.data.period_end);
    return who ? [track('subscription_changed', { ...who, properties: { ...terms(event.data), status, endsAt } })] : [];
  };

export const pastDue = statusChanged('past_due');
export const trialEnds = statusChanged('trial ending');
export const ended = statusChanged('ended');
const recovered = statusChanged('active');

/** One that was past due is not started anew. */
export function active(event: ItemEvent): readonly Command[] {
  if (event.data.past_due_at) return recovered(event);
  const who = subscriber(event);
  return who ? [track('subscription_started', { ...who, properties: terms(event.data) })] : [];
}

export function cancelled(event: ItemEvent): readonly Command[] {
  const who = subscriber(event);
  const endsAt = time(event.data.period_end);
  return who ? [track('subscription_cancelled', { ...who, properties: { ...terms(event.data), endsAt } })] : [];
}
