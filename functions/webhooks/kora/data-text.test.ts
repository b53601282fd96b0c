import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dataIn, dataTexts } from './data-text.ts';

const found = (text: string): string | undefined => dataIn(Buffer.from(text))?.toString();

describe('the text that Kora signs', () => {
  it('is the one that JSON.parse would give back, whatever stands around and inside', () => {
    const json = fc.json({ maxDepth: 3 });
    const keys = fc.dictionary(
      fc.string().filter((key) => key !== 'data'),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const around = fc.record({ before: keys, after: keys, indent: fc.constantFrom(0, 1) });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), around, (data, { before, after, indent }) => {
        const text = JSON.stringify({ ...before, data, ...after, event: 'x' }, null, indent);
        const sent = found(text);
        const escaped = [...Object.keys(before), ...Object.keys(after)].some((key) => JSON.stringify(key).includes('\\'));
        if (escaped) return sent === undefined || JSON.stringify(JSON.parse(sent)) === JSON.stringify(data);
        return JSON.stringify(JSON.parse(sent ?? 'null')) === JSON.stringify(data);
      }),
      { numRuns: 500 },
    );
  });

  it('is never one of two', () => {
    const forged = ['{"data":{"a":1},"data":{"a":2}}', '{"data":{"a":1},"d\\u0061ta":{"a":2}}', '{"d\\u0061ta":{"a":2},"data":{"a":1}}'];
    expect(forged.map(found)).toEqual([undefined, undefined, undefined]);
    expect(['{"data":[1]}', '{"data":null}', '[{"data":{}}]', '{"x":{"data":{}}}', '', '{"data', '"data":{}'].map(found)).toEqual(
      Array.from({ length: 7 }, () => undefined),
    );
  });

  it('is asked for as it stands first, and written anew only then', () => {
    const body = Buffer.from('{"event":"x","data":{"amount":100.00}}');
    expect([...dataTexts(body)].map((parts) => parts.join(''))).toEqual(['{"amount":100.00}', '{"amount":100}']);
    expect([...dataTexts(Buffer.from('no json'))]).toEqual([]);
  });

  it('leaves nothing out that stands in the data', () => {
    const data = '{"amount":1,"__proto__":{"amount":2}}';
    expect([...dataTexts(Buffer.from(`{"data":${data}}`))].map((parts) => parts.join(''))).toEqual([data, data]);
    for (const none of ['[1]', 'null', '"x"', '1']) expect([...dataTexts(Buffer.from(`{"data":${none}}`))]).toEqual([]);
  });
});
