import { numberIn, type Typed, typed } from '../../../shared/bunce/money.ts';
import { readable, UNREAD } from '../../../shared/bunce/unread.ts';
import type { Order } from './schema.ts';

const isBlank = (text: string | number | null): boolean => text === null || String(text).trim() === '';

/** `0`, `"0.00"` and `"$0"` alike. */
function isNothing(text: string | number | null): boolean {
  const number = typeof text === 'string' ? readable(() => numberIn(text)) : text;
  return number !== UNREAD && Number(number) === 0;
}

/** The first that says something of what the customer paid, what the shop earned and what it was worth; an amount of 0 only where all of them say so. */
export function moneyOf({ total, revenue, value, currency }: Order['properties']): Typed {
  const told = [total, revenue, value].filter((text) => !isBlank(text));
  const amount = told.find((text) => !isNothing(text));
  return told.length > 0 && amount === undefined ? { amount: 0 } : typed(amount, currency === null ? null : String(currency));
}

/** Some teams write what goes back as a negative amount. */
export function returned(money: Typed): Typed {
  const { amount, currency } = money;
  return typeof amount === 'number' ? { amount: Math.abs(amount), ...(currency !== undefined && { currency }) } : money;
}
