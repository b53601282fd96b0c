import { intervalText } from '../../../shared/bunce/interval.ts';
import { fromMinor, type Money } from '../../../shared/bunce/money.ts';
import type { Item, Line } from './schema.ts';

/** Where Stripe's minor unit is not ISO's: https://docs.stripe.com/currencies#special-cases */
const DECIMALS: ReadonlyMap<string, number> = new Map([
  ['MGA', 0],
  ['ISK', 2],
  ['UGX', 2],
]);

/** Nothing where the amount or its currency is missing; throws RangeError on what is no whole number of minor units. */
export function money(amount: number | string | null | undefined, currency: string | null | undefined): Partial<Money> {
  if (amount === null || amount === undefined || !currency) return {};
  const decimals = DECIMALS.get(currency.toUpperCase());
  return fromMinor(amount, decimals === undefined ? currency : { currency, decimals });
}

type Priced = Pick<Line, 'price' | 'plan'> | Pick<Item, 'price' | 'plan'>;

/** Products are named by id only; the price's own words come first, its id last. */
export function planName({ price, plan }: Priced): string | undefined {
  const words = [price?.nickname, price?.lookup_key, plan?.nickname, price?.id, plan?.id];
  return words.find(Boolean) ?? undefined;
}

export function intervalOf({ price, plan }: Priced): string | undefined {
  const { interval, interval_count: count } = price?.recurring ?? plan ?? {};
  return intervalText(interval, count);
}

/** What the items cost a period, before discounts and taxes; nothing when one is metered, tiered or in another currency, or when it is free. */
export function listPrice(items: readonly Item[]): Partial<Money> {
  const costs = items.map(({ price, plan, quantity }) => ({
    amount: Number(price?.unit_amount ?? plan?.amount ?? Number.NaN) * (quantity ?? Number.NaN),
    currency: price?.currency ?? plan?.currency,
  }));
  const total = costs.reduce((sum, { amount }) => sum + amount, 0);
  const [currency, ...others] = new Set(costs.map((cost) => cost.currency));
  return Number.isNaN(total) || total === 0 || others.length > 0 ? {} : money(total, currency);
}

/** The line that says what an invoice is for: the dearest, as a change of plan also has lines that give money back. */
export function mainLine(lines: readonly Line[]): Line | undefined {
  return lines.toSorted((left, right) => (right.amount ?? 0) - (left.amount ?? 0))[0];
}
