import { isFree, rounded, type Typed } from '../../../shared/bunce/money.ts';
import type { Happening } from './schema.ts';

type Event = Happening['event'];

/** Floats that a store or RevenueCat computed, negative in refunds. Throws RangeError on what is no amount. */
export function moneyOf({ price_in_purchased_currency: price, currency }: Event): Typed {
  if (price === null || price === undefined) return {};
  const paid = Math.abs(Number(price));
  return paid === 0 ? { amount: 0 } : currency ? rounded(paid, currency) : {};
}

const UNPAID_PERIODS: ReadonlySet<string> = new Set(['TRIAL', 'PROMOTIONAL']);

/** A trial and what the team granted cost nothing, whatever the price says; so nothing is given back when support ends them. */
export const isUnpaid = (event: Event): boolean =>
  isFree(moneyOf(event)) || UNPAID_PERIODS.has(event.period_type ?? '') || event.store === 'PROMOTIONAL';
