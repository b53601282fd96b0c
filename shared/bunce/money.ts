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

/** Minor units as the provider counts them. Throws RangeError on what is no exact amount. */
export function fromMinor(minor: number | string, counted: string | Counted): Money {
  const { currency, decimals } = typeof counted === 'string' ? { currency: counted, decimals: decimalsOf(counted) } : counted;
  const text = String(minor);
  if (!/^-?\d+$/.test(text)) throw new RangeError(`not an amount in minor units: ${text.slice(0, 40)}`);
  return fromMajor(shifted(text, decimals), currency);
}

/** A decimal in major units, text or number, to minor units, exactly. Throws RangeError on what is no exact amount. */
export function fromMajor(major: number | string, currency: string): Money {
  const code = currency.trim().toUpperCase();
  const parts = /^(-?)(\d+)(?:\.(\d*))?$/.exec(String(major).trim());
  if (!/^[A-Z]{3}$/.test(code) || !parts) throw new RangeError(`not an amount of money: ${String(major).slice(0, 40)} ${code.slice(0, 8)}`);
  const [, sign = '', whole = '', fraction = ''] = parts;
  const decimals = decimalsOf(code);
  if (/[1-9]/.test(fraction.slice(decimals))) throw new RangeError(`${code} has ${decimals} decimals, got ${String(major).slice(0, 40)}`);
  const amount = Number(`${sign}${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`);
  if (!Number.isSafeInteger(amount)) throw new RangeError(`too large an amount: ${String(major).slice(0, 40)}`);
  return { amount: amount === 0 ? 0 : amount, currency: code };
}

/** The same from a number that its sender computed: 0.1 + 0.2 is 30 cents, not an error. */
export const rounded = (major: number | string, currency: string): Money =>
  fromMajor(typeof major === 'number' ? major.toFixed(decimalsOf(currency)) : major, currency);

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
