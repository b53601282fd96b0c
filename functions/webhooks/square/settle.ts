import { hoursBetween } from '../../../shared/bunce/instant.ts';
import type { Any, State } from './schema.ts';

/** Hours from a payment's completion to the update that tells it. */
const SOON = 1;
/** Where no time of completion is given, as of a bank's transfer, which takes days: the ledger remembers longer than this. */
const AT_LAST = 25 * 24;

type Told = Partial<Omit<State, 'id' | 'canceled_date'>>;

/** Square sends a payment again with every fee, note and refund: only the update that settled it counts. */
export function isSettled(payment: Told): boolean {
  const { status, created_at: made, updated_at: told, source_type: source, card_details: card } = payment;
  if (status !== 'COMPLETED' && status !== 'FAILED') return false;
  if (payment.refund_ids?.length || payment.refunded_money?.amount) return false;
  const completed = card?.card_payment_timeline?.captured_at ?? (/^(CASH|EXTERNAL)$/.test(source ?? '') ? made : undefined);
  return !(hoursBetween(completed ?? made, told) > (completed ? SOON : AT_LAST));
}

export const isGivenBack = ({ status, created_at: made, updated_at: told }: Told): boolean =>
  status === 'COMPLETED' && !(hoursBetween(made, told) > AT_LAST);

/** What is settled counts once, under this id; undefined for what Square's own id of the event tells best. */
export function idOf({ type, data }: Any): string | undefined {
  const { payment, refund, subscription } = data?.object ?? {};
  if (payment?.id && isSettled(payment)) return `payment:${payment.id}:${payment.status}`;
  if (refund?.id && isGivenBack(refund)) return `refund:${refund.id}:COMPLETED`;
  if (subscription?.id && subscription.canceled_date) return `${type}:${subscription.id}:until:${subscription.canceled_date}`;
  return undefined;
}
