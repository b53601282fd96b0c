import * as fc from 'fast-check';

const space = fc.constantFrom('', '', '', ' ', '\n', '\t', '\r\n', '  ');
const digits = fc.constantFrom('1', '9', '90', '123456', '9007199254740991', '9007199254740992', '12345678901234567890', '1'.repeat(40));
const number = fc
  .tuple(fc.constantFrom('', '-'), fc.oneof(digits, fc.maxSafeNat().map(String)), fc.constantFrom('', '', '', '.5', 'e3', '.0', 'E-2'))
  .map((parts) => parts.join(''));

/** What a reader of digits and quotes may stumble over. */
const STUMBLES = String.raw`" \ \" , : [ { } ] 1 12345678901234567890 ,12345678901234567890, ₦`.split(' ');
const stumble = fc.constantFrom(...STUMBLES, ' ', '\n', '\u2028');
const string = fc
  .oneof(
    fc.string(),
    fc.array(stumble).map((parts) => parts.join('')),
  )
  .map((text) => JSON.stringify(text));
const key = fc.oneof(fc.constantFrom('"a"', '"b"', '"__proto__"', '"12345678901234567890"'), string);

const spaced = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.tuple(space, text, space).map((parts) => parts.join(''));
const listed = (items: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(spaced(items), { maxLength: 5 }).map((texts) => texts.join());

/** JSON as anybody may write it, with blanks, escapes, repeated keys and numbers of any length. */
export const { value: jsonText } = fc.letrec<{ value: string; array: string; object: string }>((tie) => ({
  value: spaced(
    fc.oneof({ depthSize: 'small', withCrossShrink: true }, number, string, fc.constantFrom('null', 'true'), tie('array'), tie('object')),
  ),
  array: listed(tie('value')).map((items) => `[${items}]`),
  object: listed(fc.tuple(spaced(key), tie('value')).map((pair) => pair.join(':'))).map((fields) => `{${fields}}`),
}));

/** The same with a few characters lost, doubled or strange. */
export const edited = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(texts, fc.array(fc.tuple(fc.nat(), fc.constantFrom('', '"', '\\', ',', '1', '}', '1234567890123456')), { maxLength: 3 }))
    .map(([text, edits]) =>
      edits.reduce((before, [place, character]) => {
        const at = place % (before.length + 1);
        return before.slice(0, at) + character + before.slice(at + (character.length % 2 === 0 ? 1 : 0));
      }, text),
    );
