import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fromMajor } from '../../../shared/bunce/money.ts';
import type { ParameterValue as Bound } from '../../../shared/bunce/binding.ts';
import { converted, parametersOf, type Source } from '../../../shared/bunce/parameters.ts';

const source: Source = {
  event: {
    name: 'purchase_completed',
    occurredAt: '2026-03-01T10:00:00.123Z',
    properties: { amount: 5, currency: 'JPY', reference: 'R-1', quantity: 3 },
  },
  money: ['amount'],
  occurredAt: '2026-03-01T10:00:00.123Z',
  origin: { provider: 'shop', type: 'sold', mode: 'live', metadata: { kind: 'topup', note: 'for Ada' } },
  listed: ['note'],
  person: { customer_id: '1', email: 'a@example.com', first_name: 'Ada' },
};
type Kind = 'text' | 'numeric' | 'timestamp';
const one = (bound: Bound | undefined, type: Kind, required = false) => {
  const parameters = bound === undefined ? {} : { Given: bound };
  return parametersOf({ parameters }, { source, declared: [{ name: 'Given', type, required }] });
};
const value = (bound: Bound, type: Kind) => {
  const result = one(bound, type);
  return result.ok ? result.values['Given'] : result;
};

describe('a parameter', () => {
  it.each<[Bound, Kind, unknown]>([
    ['amount', 'numeric', 5],
    ['amount', 'text', '5'],
    ['quantity', 'text', '3'],
    ['reference', 'text', 'R-1'],
    ['occurredAt', 'timestamp', '2026-03-01T10:00:00Z'],
    ['customer.firstName', 'text', 'Ada'],
    [(event) => event.name.length, 'numeric', 18],
    [{ default: 'shop' }, 'text', 'shop'],
    [{ from: 'plan', default: 'none' }, 'text', 'none'],
    [{ from: 'reference', default: 0 }, 'numeric', 0],
    ['reference', 'numeric', undefined],
    [() => '0012.500', 'numeric', 12.5],
    [() => '-0.00', 'numeric', -0],
    [() => '100', 'numeric', 100],
    [() => '90071992547409.91', 'numeric', undefined],
    [() => '1e3', 'numeric', undefined],
    [() => 1e-7, 'numeric', undefined],
    [() => 1e21, 'text', undefined],
    [() => Number.NaN, 'numeric', undefined],
    [() => '2026-02-30', 'timestamp', undefined],
    [() => 1_773_482_400, 'timestamp', '2026-03-14T10:00:00Z'],
    ['reference', 'timestamp', undefined],
    ['plan', 'text', undefined],
    ['provider', 'text', 'shop'],
    ['type', 'text', 'sold'],
    ['mode', 'text', 'live'],
    ['metadata.kind', 'text', 'topup'],
    ['metadata.other', 'text', undefined],
    [(_event, { metadata }) => metadata['note'], 'text', 'for Ada'],
    [(_event, { metadata }) => metadata['kind'], 'text', undefined],
  ])('from %s as %s is %j', (bound, type, expected) => {
    expect(value(bound, type)).toBe(expected);
  });

  it('that is required and has no value is named', () => {
    const named = { ok: false, missing: 'Given', because: 'which has no value' };
    expect(one('plan', 'text', true)).toEqual(named);
    expect(one(undefined, 'text', true)).toEqual(named);
  });

  it('whose value does not convert is named, whatever stands in for it', () => {
    expect(one('reference', 'numeric')).toEqual({ ok: true, values: {}, unfit: ['Given'] });
    expect(one({ from: 'reference', default: 7 }, 'numeric')).toEqual({ ok: true, values: { Given: 7 }, unfit: ['Given'] });
    expect(one('reference', 'numeric', true)).toEqual({
      ok: false,
      missing: 'Given',
      because: 'whose value does not convert to numeric',
    });
  });

  it('that is not declared is not sent, and a declared e-mail needs no binding', () => {
    const declared = [{ name: 'email', type: 'text' as const, required: true }];
    expect(parametersOf({ parameters: { Other: 'reference' } }, { source, declared })).toEqual({
      ok: true,
      values: { email: 'a@example.com' },
      unfit: [],
    });
  });

  it('holds no amount whose currency nobody knows', () => {
    const event = { name: 'purchase_completed' as const, properties: { amount: 5 } };
    const declared = [{ name: 'Amount', type: 'numeric' as const, required: true }];
    expect(parametersOf({ parameters: { Amount: 'amount' } }, { source: { ...source, event }, declared })).toEqual({
      ok: false,
      missing: 'Amount',
      because: 'which has no value',
    });
  });
});

const CODES = Intl.supportedValuesOf('currency');
const anything = fc.oneof(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), fc.maxSafeInteger());

it('writes an amount of any currency as the exact decimal, as text and as number, and no number where it would round', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom(...CODES), (amount, currency) => {
      const event = { name: 'purchase_completed' as const, properties: { amount, currency } };
      const declared = (['text', 'numeric'] as const).map((type) => ({ name: type, type, required: false }));
      const sent = parametersOf({ parameters: { text: 'amount', numeric: 'amount' } }, { source: { ...source, event }, declared });
      const { text = '', numeric } = sent.ok ? sent.values : {};
      expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      expect(fromMajor(text, currency).amount).toBe(amount);
      if (numeric === undefined) expect(Math.abs(amount)).toBeGreaterThan(2 ** 51);
      else
        expect([JSON.stringify(numeric), fromMajor(numeric, currency).amount]).toEqual([expect.stringMatching(/^-?\d+(\.\d+)?$/), amount]);
    }),
    { numRuns: 2000 },
  );
});

it('writes a time in the one form that Bunce does not skip, or leaves it out', () => {
  const written = fc.oneof(
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString().replace('T', ' ').replace('Z', '+0100')),
    fc.integer().map(String),
    fc.string(),
  );
  fc.assert(
    fc.property(written, (text) => {
      const sent = value(() => text, 'timestamp');
      expect(sent ?? '2026-01-01T00:00:00Z').toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }),
  );
});

it('writes no number with an exponent', () => {
  fc.assert(
    fc.property(fc.double(), (number) => {
      const written = (() => {
        try {
          return JSON.stringify(converted(number, 'numeric'));
        } catch {
          return '0';
        }
      })();
      expect(written).toMatch(/^-?\d+(\.\d+)?$/);
    }),
  );
});
