import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decimalsOf, fromMajor, fromMinor, majorText, rounded } from '../../../shared/bunce/money.ts';

const currency = fc.constantFrom('NGN', 'GHS', 'KES', 'ZAR', 'USD', 'XOF', 'JPY', 'UGX', 'KWD', 'TND', 'CLF', 'MGA');

describe('money', () => {
  it('survives minor to major and back, exactly, in every currency', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currency, (minor, code) => {
        const text = majorText({ amount: minor, currency: code });
        expect(text).not.toMatch(/e/i);
        expect(fromMajor(text, code)).toEqual({ amount: minor === 0 ? 0 : minor, currency: code });
      }),
    );
  });

  it('knows the currencies without decimals and with three', () => {
    expect([decimalsOf('jpy'), decimalsOf('XOF'), decimalsOf('NGN'), decimalsOf('KWD')]).toEqual([0, 0, 2, 3]);
    expect(majorText(fromMinor(1234, 'KWD'))).toBe('1.234');
    expect(majorText(fromMinor('1234', 'JPY'))).toBe('1234');
  });

  it('reads what providers write: numbers, text, trailing zeros', () => {
    expect(fromMajor(49.99, 'usd')).toEqual({ amount: 4999, currency: 'USD' });
    expect(fromMajor('2990.000', 'NGN')).toEqual({ amount: 299_000, currency: 'NGN' });
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
