import { instant } from '../../../shared/bunce/instant.ts';
import type { OrderState } from './schema.ts';

/** What last happened to an order, with what names it: the same however many webhooks tell of it. */
export interface Moment {
  readonly kind: 'failed' | 'refunded' | 'paid';
  readonly mark: string;
}

const UNPAID: ReadonlySet<string> = new Set(['pending', 'on-hold', 'cancelled', 'checkout-draft', 'auto-draft', 'trash']);

/** Days. What is edited long after it was paid is no purchase of today; the ledger remembers longer than this. */
const FRESH = 7;

/** WooCommerce tells states, not events; undefined where nothing happened that a customer would hear of. */
export function moment({ status, refunds, date_paid_gmt: paid, date_modified_gmt: modified }: OrderState): Moment | undefined {
  if (!status || UNPAID.has(status)) return undefined;
  if (status === 'failed') return { kind: 'failed', mark: modified ?? '' };
  const latest = refunds?.at(-1);
  if (latest) return { kind: 'refunded', mark: String(latest.id) };
  if (status === 'refunded') return { kind: 'refunded', mark: 'whole' };
  return paid && fresh(paid, modified ?? paid) ? { kind: 'paid', mark: paid } : undefined;
}

function fresh(paid: string, modified: string): boolean {
  const days = (milliseconds(modified) - milliseconds(paid)) / 86_400_000;
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
