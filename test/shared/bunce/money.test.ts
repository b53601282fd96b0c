import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decimalsOf, fromMajor, fromMinor, majorText, rounded } from '../../../shared/bunce/money.ts';

/** All of ISO 4217 that Node knows, and the funds codes it leaves out. */
const CODES = [...new Set([...Intl.supportedValuesOf('currency'), ...'CLF UYI UYW CHE CHW COU MXV USN BOV'.split(' ')])];
const currency = fc.constantFrom(...CODES);
const anything = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -2000, max: 2000 }), fc.constantFrom(0, Number.MIN_SAFE_INTEGER));

describe('money', () => {
  it('survives minor to major to text and back, exactly, in every currency', () => {
    fc.assert(
      fc.property(anything, currency, fc.boolean(), (minor, code, asText) => {
        const money = fromMinor(asText ? String(minor) : minor, code);
        expect(money).toEqual({ amount: minor, currency: code });
        const text = majorText(money);
        expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d+)?$/);
        expect(text.split('.')[1]?.length ?? 0).toBe(decimalsOf(code));
        expect(text.replace('.', '').replace(/^(-?)0+(?=\d)/, '$1')).toBe(String(minor));
        expect(fromMajor(text, code)).toEqual(money);
      }),
      { numRuns: 3000 },
    );
  });

  it('of more than a number holds is refused by name, never rounded', () => {
    const huge = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
    fc.assert(
      fc.property(huge, currency, (minor, code) => {
        const isSafe = BigInt.asIntN(54, minor) === minor && minor !== -(2n ** 53n);
        if (isSafe) expect(BigInt(fromMinor(String(minor), code).amount)).toBe(minor);
        else expect(() => fromMinor(String(minor), code)).toThrow('too large an amount');
      }),
    );
    expect(() => fromMinor(2 ** 53, 'NGN')).toThrow('too large an amount');
  });

  it('counts as ISO 4217 does, which CLDR leaves only where the small coins are gone', () => {
    const inUse = (code: string) =>
      new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions().maximumFractionDigits;
    const gone = 'AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR SLL SOS SYP YER'.split(' ');
    expect(CODES.filter((code) => !gone.includes(code) && decimalsOf(code) !== inUse(code))).toEqual([]);
    expect(gone.filter((code) => decimalsOf(code) !== (code === 'IQD' ? 3 : 2))).toEqual([]);
  });

  it('knows the currencies without decimals and with three', () => {
    expect([decimalsOf('jpy'), decimalsOf('XOF'), decimalsOf('NGN'), decimalsOf('KWD')]).toEqual([0, 0, 2, 3]);
    expect(majorText(fromMinor(1234, 'KWD'))).toBe('1.234');
    expect(majorText(fromMinor('1234', 'JPY'))).toBe('1234');
  });

  it('reads what providers write: numbers, text, trailing zeros', () => {
    expect(fromMajor(49.99, 'usd')).toEqual({ amount: 4999, currency: 'USD' });
    expect(fromMajor('2990.000', 'NGN')).toEqual({ amount: 299_000, currency: 'NGN' });
    expect(fromMinor('5000.00', 'NGN')).toEqual({ amount: 5000, currency: 'NGN' });
    expect(fromMinor('6521500', { currency: 'XOF', decimals: 2 })).toEqual({ amount: 65_215, currency: 'XOF' });
  });

  it.each([
    ['1.005', 'USD'],
    ['1e21', 'USD'],
    ['ten', 'USD'],
    ['', 'USD'],
    ['10', 'naira'],
    ['99999999999999999999', 'NGN'],
  ])('refuses %s %s rather than guessing', (text, code) => {
    expect(() => fromMajor(text, code)).toThrow(RangeError);
  });

  it('rounds away what adding floats left over', () => {
    expect(rounded(0.1 + 0.2, 'USD')).toEqual({ amount: 30, currency: 'USD' });
    expect([rounded(1499.5, 'JPY').amount, rounded('12.50', 'GHS').amount, rounded(-4.99, 'EUR').amount]).toEqual([1500, 1250, -499]);
    expect(() => rounded(NaN, 'USD')).toThrow(RangeError);
  });

  it('refuses a fraction of a minor unit', () => {
    expect(() => fromMinor(150_050, { currency: 'XOF', decimals: 2 })).toThrow(RangeError);
    expect(() => fromMinor('10.5', 'NGN')).toThrow(RangeError);
  });
});
