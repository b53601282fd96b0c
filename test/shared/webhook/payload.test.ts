import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LINES_LIMIT, linesOf, parsed, payloadOf } from '../../../shared/webhook/payload.ts';
import { edited, jsonText } from './json-text.ts';

const payload = (text: string): unknown => payloadOf(Buffer.from(text));

interface Context {
  readonly source?: string;
}

/** The plain way: a function called for every value of the body. */
const plainly = (text: string): unknown =>
  JSON.parse(text, (...[, value, context]: [string, unknown, Context?]) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '') ? context?.source : value,
  );

const outcomeOf = (parse: (text: string) => unknown, text: string): unknown => {
  try {
    return { value: parse(text) };
  } catch {
    return 'not JSON';
  }
};

describe('an integer beyond 2^53', () => {
  it.each([
    ['[12345678901234567890]', ['12345678901234567890']],
    ['{"id": -9007199254740993}', { id: '-9007199254740993' }],
    ['[9007199254740991,9007199254740992]', [9_007_199_254_740_991, '9007199254740992']],
    ['{"a":[{"b":\t706405506930370084\r\n}]}', { a: [{ b: '706405506930370084' }] }],
  ])('is text, so that it stays exact: %s', (text, value) => {
    expect(payload(text)).toEqual(value);
  });

  it('is text where it is the whole body', () => {
    expect(payload('12345678901234567890')).toBe('12345678901234567890');
    expect(payload(' -12345678901234567890\n')).toBe('-12345678901234567890');
  });

  it.each(['[1234567890123456.5]', '[12345678901234567e3]', '[0.12345678901234567]', '[-0]'])(
    'is not what merely has as many digits: %s',
    (text) => {
      expect(payload(text)).toEqual(JSON.parse(text));
    },
  );

  it.each([
    '["a, 12345678901234567890, b"]',
    String.raw`["\",12345678901234567890,"]`,
    String.raw`["\\", ":12345678901234567890]"]`,
    '{"[12345678901234567890]":":12345678901234567890,"}',
  ])('is nothing in a string or a key: %s', (text) => {
    expect(payload(text)).toEqual(JSON.parse(text));
  });

  it('is read however many of them a body holds', () => {
    expect(payload(`[${'12345678901234567890,'.repeat(190_000)}0]`)).toHaveLength(190_001);
  });

  it('makes no JSON of what is none', () => {
    for (const text of ['{12345678901234567890:1}', '[012345678901234567890]', '["a,12345678901234567890]', '[12345678901234567890 1]'])
      expect(() => payload(text)).toThrow(SyntaxError);
  });
});

describe('a body', () => {
  it('is read as by a function that is called for every value', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(parsed(text)).toStrictEqual(plainly(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused where that refuses it', () => {
    fc.assert(
      fc.property(edited(jsonText), (text) => {
        expect(outcomeOf(parsed, text)).toStrictEqual(outcomeOf(plainly, text));
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused when it is not UTF-8', () => {
    expect(() => payloadOf(Buffer.from([0x22, 0xff, 0x22]))).toThrow(TypeError);
  });

  it('has the last of two equal keys count, and `__proto__` as a key like any other', () => {
    expect(payload('{"a":1,"a":12345678901234567890}')).toEqual({ a: '12345678901234567890' });
    const odd = payload('{"__proto__":{"id":12345678901234567890}}');
    expect(Object.entries(odd ?? {})).toEqual([['__proto__', { id: '12345678901234567890' }]]);
    expect(Object.getPrototypeOf(odd)).toBe(Object.prototype);
  });
});

describe('lines of JSON', () => {
  const entry = '{"id":12345678901234567890}';

  it.each(['\n', '\r\n', '\n\n', '\r\n\r\n', ' \n \n'])('are an array, whatever lies between and after them: %j', (between) => {
    const id = '12345678901234567890';
    expect(payload([entry, entry, entry].join(between))).toEqual([{ id }, { id }, { id }]);
    expect(payload(`${between}${entry}${between}${entry}${between}`)).toEqual([{ id }, { id }]);
  });

  it('are not what has one entry, or line breaks within it', () => {
    expect(payload(`${entry}\n\n`)).toEqual({ id: '12345678901234567890' });
    for (const text of ['[\n{"a":1},\n{"a":2}\n]', '{"a":\n{}\n}', String.raw`["}\n{"]`]) expect(linesOf(text)).toBeUndefined();
  });

  it('cost themselves only where one is no JSON: it stays its own text', () => {
    expect(payloadOf(Buffer.from('{"id":1}\n{"id":\n{"id":12345678901234567890}'))).toEqual([
      { id: 1 },
      '{"id":',
      { id: '12345678901234567890' },
    ]);
    expect(payload('{"id":1}\nno JSON\n{"id":2}')).toEqual([{ id: 1 }, 'no JSON', { id: 2 }]);
    expect(payload('{"id":\n{"id":2}\n')).toEqual(['{"id":', { id: 2 }]);
    for (const none of ['{a}\n{b}', '[1,\n  {"id":2}', '\n{"id":2']) expect(() => payload(none)).toThrow(SyntaxError);
  });

  it('are refused beyond a number that no log stream sends, before any is parsed', () => {
    const many = (count: number): string => '{}\n'.repeat(count);
    expect(payload(many(LINES_LIMIT))).toHaveLength(LINES_LIMIT);
    expect(() => payload(`${many(LINES_LIMIT)}no JSON`)).toThrow(new RangeError('more than 10000 lines of JSON in one body'));
    expect(() => payload(many(1_400_000))).toThrow(RangeError);
  });
});
