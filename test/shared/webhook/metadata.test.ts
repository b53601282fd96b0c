import { describe, expect, it } from 'vitest';

import { customer, track } from '../../../shared/bunce/command.ts';
import { withMetadata } from '../../../shared/webhook/metadata.ts';
import type { Selection } from '../../../shared/webhook/selection.ts';

const BUYER = customer({ id: 'CUS_1', email: 'ada@example.com' });
const BOUGHT = track('purchase_completed', { customer: BUYER });

const reading = (metadata: unknown, selection: Selection, setBy: 'merchant' | 'shopper' = 'merchant') =>
  withMetadata([BOUGHT], { payload: { data: { metadata } }, attached: { places: ['data.metadata', 'data.more'], setBy }, selection })[0];
const kindIn = (metadata: unknown): string | undefined => {
  const told = reading(metadata, { metadata: ['kind'] });
  return told?.type === 'track-event' ? told.metadata?.['kind'] : undefined;
};

describe('what the merchant attached', () => {
  it.each<[unknown, string | undefined]>([
    [{ kind: 'topup' }, 'topup'],
    ['{"kind":"topup"}', 'topup'],
    [{ custom_fields: [{ display_name: 'Kind', variable_name: 'kind', value: 'topup' }] }, 'topup'],
    [[{ name: 'kind', value: 'topup' }], 'topup'],
    [[{ id: 7, key: 'kind', value: 'topup' }], 'topup'],
    [{ kind: { value: 'topup', updated_at_ms: 1 } }, 'topup'],
    [{ kind: 7 }, '7'],
    [{ kind: true }, 'true'],
    [{ kind: ' topup ' }, 'topup'],
    [{ kind: '' }, undefined],
    [{ kind: null }, undefined],
    [{ kind: ['a'] }, undefined],
    [{ kind: { deep: { er: 1 } } }, undefined],
    [{ kind: 'x'.repeat(1001) }, undefined],
    [{ kind: 'x'.repeat(1_000_000) }, undefined],
    [0, undefined],
    ['', undefined],
    ['kind=topup', undefined],
    ['{"kind":', undefined],
    [null, undefined],
    [undefined, undefined],
    [[], undefined],
    [[null, 'kind', 7], undefined],
    [{ custom_fields: 'none' }, undefined],
    [JSON.parse('{"__proto__":{"kind":"stolen"}}'), undefined],
    [Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key ${index}`, 'x'])), undefined],
  ])('%j has the kind %j', (metadata, kind) => {
    expect(kindIn(metadata)).toBe(kind);
  });

  it('is handed on under the keys that are read, and under no other', () => {
    const told = reading(
      { kind: 'topup', note: 'for Ada', constructor: 'x' },
      { metadata: ['kind', 'constructor', '__proto__', 'toString'] },
    );
    expect(told).toMatchObject({ metadata: { kind: 'topup', constructor: 'x' } });
    expect(JSON.stringify(told)).not.toContain('for Ada');
    expect(reading({ note: 'for Ada' }, {})).toBe(BOUGHT);
  });

  it('is looked for in one place after the other', () => {
    const payload = { data: { metadata: { other: 'x' }, more: { kind: 'topup' } } };
    const attached = { places: ['data.metadata', 'data.more'], setBy: 'merchant' } as const;
    expect(withMetadata([BOUGHT], { payload, attached, selection: { metadata: ['kind'] } })).toMatchObject([
      { metadata: { kind: 'topup' } },
    ]);
  });
});

describe('the team’s own id', () => {
  const selection = { customerId: 'metadata.user_id' } as const;

  it('takes the place of the provider’s, which leads there too, where the merchant’s server sets it', () => {
    expect(reading({ user_id: 'u-1' }, selection)?.customer).toEqual({
      id: 'u-1',
      own: true,
      aliases: ['CUS_1'],
      email: 'ada@example.com',
    });
    expect(reading({ user_id: 7 }, selection)?.customer).toMatchObject({ id: '7', own: true });
    expect(reading({ user_id: 'CUS_1' }, selection)?.customer).toEqual({ id: 'CUS_1', own: true, email: 'ada@example.com' });
  });

  it('stands beside it where a shopper may have written it', () => {
    expect(reading({ user_id: 'u-1' }, selection, 'shopper')?.customer).toEqual({ ...BUYER, claimedId: 'u-1' });
  });

  it.each([
    [{}],
    [null],
    [{ user_id: '' }],
    [{ user_id: 'undefined' }],
    [{ user_id: 'null' }],
    [{ user_id: 'ada@example.com' }],
    [{ user_id: {} }],
  ])('is none in %j', (metadata) => {
    expect(reading(metadata, selection)).toBe(BOUGHT);
  });
});
