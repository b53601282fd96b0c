import { instant } from '../../../shared/bunce/instant.ts';
import type { State } from './schema.ts';

/** What last happened to an order or a subscription, with what names it: the same however many webhooks tell of it. */
interface Moment<Kind extends string> {
  readonly kind: Kind;
  readonly mark: string;
}

const UNPAID: ReadonlySet<string> = new Set(['pending', 'on-hold', 'cancelled', 'checkout-draft', 'auto-draft', 'trash']);

/** Days. What is edited long after it happened is nothing of today; the ledger remembers longer than this. */
const FRESH = 7;

/** WooCommerce tells states, not events; undefined where nothing happened that a customer would hear of. */
export function moment({
  status,
  refunds,
  date_paid_gmt: paid,
  date_modified_gmt: modified,
}: State): Moment<'failed' | 'refunded' | 'paid'> | undefined {
  if (!status || UNPAID.has(status)) return undefined;
  if (status === 'failed') return { kind: 'failed', mark: modified ?? '' };
  const latest = refunds?.at(-1);
  if (latest) return { kind: 'refunded', mark: String(latest.id) };
  if (status === 'refunded') return { kind: 'refunded', mark: 'whole' };
  return paid && fresh(paid, modified ?? paid) ? { kind: 'paid', mark: paid } : undefined;
}

/** The same of a subscription. `on-hold` tells nothing: a renewal passes through it. */
export function turn(state: State): Moment<'started' | 'cancelled' | 'expired'> | undefined {
  const { status, start_date_gmt: start, cancelled_date_gmt: cancelled, end_date_gmt: end, date_modified_gmt: modified } = state;
  const since = <Kind extends string>(kind: Kind, mark: string | null | undefined): Moment<Kind> | undefined =>
    mark && fresh(mark, modified || mark) ? { kind, mark } : undefined;
  if (status === 'active') return since('started', start);
  if (status === 'pending-cancel' || status === 'cancelled') return since('cancelled', cancelled || end);
  return status === 'expired' ? since('expired', end) : undefined;
}

export function happening(thing: string, state: State): Moment<string> | undefined {
  if (thing === 'order') return moment(state);
  return thing === 'subscription' ? turn(state) : undefined;
}

function fresh(happened: string, modified: string): boolean {
  const days = (milliseconds(modified) - milliseconds(happened)) / 86_400_000;
  return !(days > FRESH);
}

/** NaN for what is no time: the map then says so. */
function milliseconds(text: string): number {
  try {
    return Date.parse(instant(text));
  } catch {
    return Number.NaN;
  }
}
