import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { bunceTimestamp } from '../../../shared/bunce/instant.ts';

interface Written {
  /** Seconds since 1970. */
  readonly at: number;
  /** How a provider writes it. */
  readonly time: string | number;
}

const two = (part: number): string => String(part).padStart(2, '0');
const iso = (at: number): string => new Date(at * 1000).toISOString();

/** Since 2001 seconds have ten digits and milliseconds thirteen. */
const second = fc.integer({ min: Date.parse('2001-09-10') / 1000, max: Date.parse('2100-01-01') / 1000 });
const fraction = fc.oneof(
  fc.constant(''),
  fc.tuple(fc.constantFrom('.', ','), fc.stringMatching(/^\d{1,9}$/)).map((parts) => parts.join('')),
);
const offset = fc.tuple(
  fc.constantFrom(1, -1),
  fc.integer({ min: 0, max: 14 }),
  fc.integer({ min: 0, max: 59 }),
  fc.constantFrom(':', '', 'h'),
);
const zone = fc.oneof(
  fc.constantFrom('Z', 'z', 'UTC', ' UTC', '').map((text) => ({ text, minutes: 0 })),
  offset.map(([sign, hours, minutes, form]) => ({
    text: `${sign > 0 ? '+' : '-'}${two(hours)}${form === 'h' ? '' : `${form}${two(minutes)}`}`,
    minutes: sign * (hours * 60 + (form === 'h' ? 0 : minutes)),
  })),
);
const clock = fc
  .tuple(second, fc.constantFrom('T', 't', ' ', '-'), fraction, zone)
  .map(([at, between, rest, { text, minutes }]): Written => {
    const there = iso(at + minutes * 60);
    return { at, time: `${there.slice(0, 10)}${between}${there.slice(11, 19)}${rest}${text}` };
  });
const toMinute = second.map((at): Written => ({ at: at - (at % 60), time: `${iso(at).slice(0, 16)}Z` }));
const day = second.map((at): Written => ({ at: at - (at % 86_400), time: iso(at).slice(0, 10) }));
const seconds = second.map((at): Written => ({ at, time: at }));
const milliseconds = fc.tuple(second, fc.nat(999)).map(([at, rest]): Written => ({ at, time: at * 1000 + rest }));
const asText = (count: fc.Arbitrary<Written>) => count.map(({ at, time }): Written => ({ at, time: String(time) }));

const written = fc.oneof({ arbitrary: clock, weight: 5 }, toMinute, day, seconds, milliseconds, asText(seconds), asText(milliseconds));

it('the time that Bunce gets is the moment, in the one form it does not skip, however a provider writes it', () => {
  fc.assert(
    fc.property(written, ({ at, time }) => {
      expect(bunceTimestamp(time)).toBe(iso(at).replace('.000', ''));
    }),
    { numRuns: 3000 },
  );
});

/** Nothing like a time, or nearly one. */
const junk = fc.oneof(
  fc.string(),
  fc.double().map(String),
  fc.stringMatching(/^\d{0,20}$/),
  fc.stringMatching(/^\d{4}-[01]\d-[0-3]\d([T ][0-2]\d:[0-6]\d(:[0-6]\d)?(Z|[+-]\d\d:\d\d)?)?$/),
);

it('what is no time is refused by name, and never becomes another day than it says', () => {
  fc.assert(
    fc.property(junk, (text) => {
      const sent = unlessRefused(text);
      if (sent === undefined) return;
      expect(sent).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      const [, date] = /^(\d{4}-\d\d-\d\d)(?:Z|[T ](?!24).*Z)?$/.exec(text) ?? [];
      if (date !== undefined) expect(sent.slice(0, 10)).toBe(date);
    }),
    { numRuns: 3000 },
  );
});

function unlessRefused(text: string): string | undefined {
  try {
    return bunceTimestamp(text);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    expect(String(error)).toContain(`not a time: ${text.slice(0, 40)}`);
    return undefined;
  }
}
