import { describe, expect, it } from 'vitest';

import type { AnyBindings, When } from '../../../shared/bunce/binding.ts';
import { bindingsOf, chosenFrom, covers, entriesOf } from '../../../shared/bunce/binding-choice.ts';
import { metadataKeysOf } from '../../../shared/bunce/metadata-keys.ts';

const told = {
  event: { name: 'purchase_completed', properties: { amount: 500, currency: 'NGN' } },
  origin: { provider: 'paystack', type: 'charge.success', mode: 'live', metadata: { kind: 'topup', note: 'for Ada' } },
  listed: ['kind'],
} as const;

const fits = (when: When): boolean => chosenFrom([{ when, event: null }], told) !== undefined;

describe('a binding with when', () => {
  it.each<[When, boolean]>([
    [{}, true],
    [{ provider: 'paystack' }, true],
    [{ provider: ['stripe', 'paystack'] }, true],
    [{ provider: 'stripe' }, false],
    [{ mode: 'live' }, true],
    [{ mode: 'test' }, false],
    [{ type: 'charge.*' }, true],
    [{ type: 'charge' }, false],
    [{ type: ['refund.*', 'charge.success'] }, true],
    [{ metadata: { kind: 'topup' } }, true],
    [{ metadata: { kind: ['order', 'topup'] } }, true],
    [{ metadata: { kind: 'order' } }, false],
    [{ metadata: { colour: 'red' } }, false],
    [{ provider: 'paystack', mode: 'test' }, false],
    [(event) => Number(event.properties['amount']) > 100, true],
    [(_event, { metadata }) => metadata['kind'] === 'topup', true],
    [(_event, { metadata }) => metadata['note'] !== undefined, false],
  ])('%j', (when, expected) => {
    expect(fits(when)).toBe(expected);
  });

  it('is the first of the list that fits, and null fits all that is left', () => {
    const events: AnyBindings = {
      purchase_completed: [
        { when: { metadata: { kind: 'topup' } }, event: 'Wallet funded', parameters: {} },
        { when: { provider: 'clerk' }, event: null },
        { event: 'Order placed', parameters: {} },
      ],
      signed_up: null,
    };
    const chosen = (over: object) =>
      chosenFrom(entriesOf(events, 'purchase_completed'), { ...told, origin: { ...told.origin, metadata: {}, ...over } })?.event;
    expect(chosen({ metadata: { kind: 'topup' } })).toBe('Wallet funded');
    expect(chosen({ provider: 'clerk' })).toBeNull();
    expect(chosen({})).toBe('Order placed');
    expect(chosenFrom(entriesOf(events, 'signed_up'), told)?.event).toBeNull();
    expect(chosenFrom(entriesOf(events, 'refund_issued'), told)).toBeUndefined();
    expect(entriesOf(events, 'constructor')).toEqual([]);
    expect(bindingsOf(events, 'purchase_completed').map(([place]) => place)).toEqual(['purchase_completed[0]', 'purchase_completed[2]']);
  });
});

describe('a binding behind another', () => {
  const same: When = () => true;
  it.each<[When | undefined, When | undefined, boolean]>([
    [undefined, { provider: 'stripe' }, true],
    [{ provider: 'stripe' }, undefined, false],
    [{ provider: ['stripe', 'paystack'] }, { provider: 'stripe' }, true],
    [{ provider: 'stripe' }, { provider: ['stripe', 'paystack'] }, false],
    [{ provider: 'stripe' }, { provider: 'stripe', mode: 'live' }, true],
    [{ mode: 'live' }, { provider: 'stripe' }, false],
    [{ type: 'charge.*' }, { type: 'charge.success' }, true],
    [{ type: 'charge.success' }, { type: 'charge.*' }, false],
    [{ metadata: { kind: ['a', 'b'] } }, { metadata: { kind: 'a', other: 'x' } }, true],
    [{ metadata: { kind: 'a' } }, { metadata: { other: 'x' } }, false],
    [same, same, true],
    [same, () => true, false],
    [{}, { metadata: { kind: 'a' } }, true],
  ])('%j before %j is never reached: %j', (earlier, later, expected) => {
    expect(covers(earlier, later)).toBe(expected);
  });
});

it('keys that bindings name are those that paths and when name, for the providers that they may be of', () => {
  const events: AnyBindings = {
    purchase_completed: [
      { when: { provider: 'paystack', metadata: { kind: 'topup' } }, event: 'A', parameters: { Note: 'metadata.note' } },
      { event: 'B', parameters: { Colour: { from: 'metadata.colour' } }, attributes: { Size: 'metadata.size of it' } },
    ],
    refund_issued: null,
  };
  expect(metadataKeysOf(events, 'paystack')).toEqual(['kind', 'note', 'colour', 'size of it']);
  expect(metadataKeysOf(events, 'stripe')).toEqual(['colour', 'size of it']);
});
