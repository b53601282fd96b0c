import { hoursBetween, type Moment as Time } from '../../../shared/bunce/instant.ts';
import type { State } from './schema.ts';
import { bare, isUnpaid } from './status.ts';

/** What last happened to an order or a subscription, with what names it: the same however many webhooks tell of it. */
interface Moment<Kind extends string> {
  readonly kind: Kind;
  readonly mark: string;
}

/** Hours. What is saved again later than this is nothing of today; the ledger remembers longer than any of them. */
const FRESH = 7 * 24;
/** An order has no time of its failure: only soon after it was made is it surely this one. */
const FAILING = 1;
/** Nor has a refund. Shops give money back for weeks. */
const REFUNDING = 25 * 24;

/** WooCommerce tells states, not events; undefined where nothing happened that a customer would hear of. */
export function moment(state: State): Moment<'failed' | 'refunded' | 'paid' | 'cancelled' | 'completed'> | undefined {
  const { date_paid_gmt: paid, date_completed_gmt: completed, date_modified_gmt: modified, date_created_gmt: created } = state;
  const status = bare(state.status);
  if (!status || isOfAnother(state)) return undefined;
  if (newest(state.refunds) || status === 'refunded') return refund(state);
  // Cancelled once, however often it is saved; an old one that is saved again is nothing of today.
  if (status === 'cancelled') return fresh(created, { modified }) ? { kind: 'cancelled', mark: '' } : undefined;
  if (isUnpaid(status)) return undefined;
  if (status === 'failed')
    return fresh(created, { modified, hours: FAILING }) ? { kind: 'failed', mark: state.transaction_id ?? '' } : undefined;
  if (paid && !(hoursBetween(paid, completed) > FRESH)) return fresh(paid, { modified }) ? { kind: 'paid', mark: String(paid) } : undefined;
  return isFulfilled(state) && fresh(completed, { modified }) ? { kind: 'completed', mark: String(completed) } : undefined;
}

/** Sent or handed over. Within days of the payment it is told under the payment's own name, with the purchase: whichever webhook was late or lost, both are told, and each once. */
export const isFulfilled = ({ status, date_completed_gmt: completed }: State): boolean =>
  bare(status) === 'completed' && Boolean(completed);

/** The part of one seller in an order of several: the order itself tells what the customer did. */
const isOfAnother = ({ parent_id: parent }: State): boolean => Boolean(parent) && parent !== '0';

function refund(state: State): Moment<'refunded'> | undefined {
  const { date_completed_gmt: completed, date_paid_gmt: paid, date_created_gmt: created, date_modified_gmt: modified } = state;
  if (!fresh(completed || paid || created, { modified, hours: REFUNDING })) return undefined;
  return { kind: 'refunded', mark: String(newest(state.refunds)?.id ?? 'whole') };
}

/** WooCommerce lists the newest refund first, others last: the greatest number is the newest. */
export const newest = <Entry extends { readonly id: string | number }>(refunds: readonly Entry[] | null | undefined): Entry | undefined =>
  refunds?.reduce<Entry | undefined>((latest, entry) => (latest && Number(latest.id) > Number(entry.id) ? latest : entry), undefined);

/** The same of a subscription. `on-hold` tells nothing: a renewal passes through it. */
export function turn(state: State): Moment<'started' | 'cancelled' | 'expired'> | undefined {
  const { start_date_gmt: start, cancelled_date_gmt: cancelled, end_date_gmt: end, date_modified_gmt: modified } = state;
  const status = bare(state.status);
  const since = <Kind extends string>(kind: Kind, mark: Time): Moment<Kind> | undefined =>
    mark && fresh(mark, { modified }) ? { kind, mark: String(mark) } : undefined;
  if (status === 'active') return since('started', start);
  if (status === 'pending-cancel' || status === 'cancelled') return since('cancelled', cancelled || end);
  return status === 'expired' ? since('expired', end) : undefined;
}

export function happening(thing: string, state: State): Moment<string> | undefined {
  if (thing === 'order') return moment(state);
  return thing === 'subscription' ? turn(state) : undefined;
}

interface Save {
  readonly modified: Time;
  readonly hours?: number;
}

/** A time that is missing or none says nothing against it. */
const fresh = (happened: Time, { modified, hours = FRESH }: Save): boolean => !(hoursBetween(happened, modified) > hours);
