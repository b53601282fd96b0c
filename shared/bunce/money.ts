import { isUnread, readable, UNREAD, type Unread } from './unread.ts';

/** ISO 4217 currencies whose minor unit is not a hundredth: https://www.six-group.com/en/products-services/financial-information/data-standards.html */
const DECIMALS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** An amount in the currency's ISO minor unit. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Digits after the decimal point; 2 for every currency not known to differ. */
export const decimalsOf = (currency: string): number => DECIMALS.get(currency.toUpperCase()) ?? 2;

/** A currency as a provider counts it, where that differs from ISO. */
export interface Counted {
  readonly currency: string;
  readonly decimals: number;
}

/** Minor units as the provider counts them, `5000.00` too. Throws RangeError on what is no exact amount. */
export function fromMinor(minor: number | string, counted: string | Counted): Money {
  const { currency, decimals } = typeof counted === 'string' ? { currency: counted, decimals: decimalsOf(counted) } : counted;
  const code = currency.trim().toUpperCase();
  if (typeof minor === 'number' && Number.isSafeInteger(minor) && decimals === decimalsOf(code) && isCode(code))
    return { amount: minor === 0 ? 0 : minor, currency: code };
  const text = String(minor).trim().replace(/\.0*$/, '');
  if (!/^-?\d+$/.test(text)) throw new RangeError(`not an amount in minor units: ${text.slice(0, 40)}`);
  return fromMajor(shifted(text, decimals), currency);
}

const isCode = (text: string): boolean => /^[A-Z]{3}$/.test(text);

/** A decimal in major units, text or number, to minor units, exactly. Throws RangeError on what is no exact amount. */
export function fromMajor(major: number | string, currency: string): Money {
  const code = currency.trim().toUpperCase();
  const parts = /^(-?)(\d+)(?:\.(\d*))?$/.exec(String(major).trim());
  if (!isCode(code) || !parts) throw new RangeError(`not an amount of money: ${String(major).slice(0, 40)} ${code.slice(0, 8)}`);
  const [, sign = '', whole = '', fraction = ''] = parts;
  const decimals = decimalsOf(code);
  if (/[1-9]/.test(fraction.slice(decimals))) throw new RangeError(`${code} has ${decimals} decimals, got ${String(major).slice(0, 40)}`);
  const amount = Number(`${sign}${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`);
  if (!Number.isSafeInteger(amount)) throw new RangeError(`too large an amount: ${String(major).slice(0, 40)}`);
  return { amount: amount === 0 ? 0 : amount, currency: code };
}

/** The same from what a calculator made, a shop's or a program's: half a unit of the currency and more counts as one. */
export function rounded(major: number | string, currency: string): Money {
  const decimals = decimalsOf(currency.trim());
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.(\d+)$/.exec(plainText(major, decimals)) ?? [];
  if (fraction.length <= decimals) return fromMajor(major, currency);
  const up = Number(fraction.charAt(decimals)) >= 5 ? 1n : 0n;
  return fromMinor(`${sign}${BigInt(whole + fraction.slice(0, decimals)) + up}`, currency);
}

/** A float's dust is cut off before anything is rounded: 0.285 is written as 0.284999…, and 1.005 as 1.00499…. */
const plainText = (major: number | string, decimals: number): string =>
  typeof major === 'number' && Math.abs(major) < 1e15 ? major.toFixed(Math.min(decimals + 6, 20)) : String(major).trim();

/** Signs that stand for one currency only. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['₦', 'NGN'],
  ['₵', 'GHS'],
  ['GH₵', 'GHS'],
  ['€', 'EUR'],
  ['₹', 'INR'],
  ['KSh', 'KES'],
]);

/** What people and their programs type: `₦1,500.50`, `"27,500.00"`, a currency's sign. Nothing without an amount or a currency; UNREAD where it is no amount at all. */
export function typed(amount: string | number | null | undefined, currency: string | null | undefined): Typed {
  const text = typeof amount === 'number' ? amount : amount?.trim();
  if (text === undefined || text === '' || !currency?.trim()) return {};
  const code = SIGNS.get(currency.trim()) ?? currency;
  const money = readable(() => rounded(typeof text === 'number' ? text : numberIn(text), code));
  return isUnread(money) ? { amount: UNREAD } : money;
}

/** Money, none, or some that cannot be read. */
export type Typed = Partial<Money> | { readonly amount: Unread; readonly currency?: undefined };

/** Whether it says that nothing was paid: 0.00 is no purchase, renewal, failure or refund. An amount that is missing or unread says nothing. */
export const isFree = ({ amount }: Typed): boolean => amount === 0;

/** The amount of a subscription that starts, changes or ends: told without one where it is free. */
export const unlessFree = (money: Typed): Typed => (isFree(money) ? {} : money);

/** Commas are thousands; what else stands around the number (`NGN`, `$`) is the currency's. Throws RangeError on what is no number. */
export function numberIn(text: string): string {
  const [, minus = '', number] =
    /^\s*(-?)[^\d-]*(?<!(?:^|[^A-Za-z])[.,])(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)[^\d.,]*$/.exec(text) ?? [];
  if (number === undefined) throw new RangeError('no amount such as 1,500.50 found');
  return minus + number.replaceAll(',', '');
}

/** Minor units as a decimal in major units, never in exponent form: what Bunce gets. */
export function majorText({ amount, currency }: Money): string {
  return shifted(String(amount), decimalsOf(currency));
}

function shifted(minor: string, decimals: number): string {
  if (decimals === 0) return minor;
  const sign = minor.startsWith('-') ? '-' : '';
  const digits = minor.slice(sign.length).padStart(decimals + 1, '0');
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
