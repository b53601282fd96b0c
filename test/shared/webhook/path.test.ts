import * as fc from 'fast-check';
import { type JsonValue, query } from 'jsonpath-rfc9535';
import { describe, expect, it } from 'vitest';

import { pathOf } from '../../../shared/webhook/path.ts';

const name = fc.constantFrom('a', 'b', '_c', 'd1', 'length', '__proto__', 'constructor');
const place = fc.constantFrom(0, 1, 2, 999_999_999);
const payloads = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'large' },
    fc.constantFrom(null, 0, 'text', true),
    fc.array(tie('value'), { maxLength: 3 }),
    // As JSON.parse makes them: `__proto__` is a field of its own.
    fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }).map((fields) => Object.fromEntries(fields)),
  ),
})).value;
const steps = fc.array(
  fc.oneof(
    name.map((text) => `.${text}`),
    place.map((index) => `[${index}]`),
  ),
  { maxLength: 5 },
);
const others = fc.constantFrom('..a', '.*', '[-1]', "['a']", '["b"]', '[0:2]', '[?@.a]', ' .a', '.é', '[*]');

describe('a path', () => {
  it('finds what the library finds, be it names and places alone', () => {
    fc.assert(
      fc.property(payloads, steps, (payload, parts) => {
        const path = `$${parts.join('')}`;
        expect(pathOf(path)(payload)).toBe(query(payload, path)[0]);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds what the library finds, be it anything else', () => {
    fc.assert(
      fc.property(payloads, steps, others, (payload, parts, other) => {
        const path = `$${parts.join('')}${other}`;
        expect(pathOf(path)(payload)).toBe(query(payload, path)[0]);
      }),
    );
  });

  it.each(['$[01]', '$[-0]', '$[1', '$.1a', '$a', '$.a.', '$.a-b', ' $.a', '$.a\n'])('is refused as the library refuses it: %j', (path) => {
    expect(() => query({}, path)).toThrow(Error);
    expect(() => pathOf(path)).toThrow(RangeError);
  });

  it('leads nowhere where there is no payload', () => {
    for (const path of ['$', '$.a', '$[0]', '$..a']) expect(pathOf(path)(undefined)).toBeUndefined();
  });
});
