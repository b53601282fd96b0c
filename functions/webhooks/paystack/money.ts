import { fromMinor, type Money } from '../../../shared/bunce/money.ts';

/** Paystack counts hundredths in every currency, XOF too, which ISO gives no decimals. */
export const money = (amount: number | string, currency: string): Money => fromMinor(amount, { currency, decimals: 2 });

/** Nothing where Paystack leaves out one of the two. */
export const moneyIn = (amount: number | string | null | undefined, currency: string | null | undefined): Partial<Money> =>
  amount !== null && amount !== undefined && currency ? money(amount, currency) : {};

/** Whether Paystack says 0, with or without a currency. */
export const isNothing = (amount: number | string | null | undefined): boolean =>
  amount !== null && amount !== undefined && Number(amount) === 0;
