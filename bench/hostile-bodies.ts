/** What is dear to parse, each by another of the parser's weak sides. */
const PARTS = {
  nested: (size: number) => '['.repeat(size / 2) + ']'.repeat(size / 2),
  'empty objects': (size: number) => `[${filled('{},', size)}{}]`,
  'small objects': (size: number) => `[${filled('{"a":{"b":[1]}},', size)}{}]`,
  'many keys': (size: number) => `{${counted((index) => `"${index.toString(36)}k":0,`, size)}"":0}`,
  'long integers': (size: number) => `[${filled('12345678901234567890,', size)}0]`,
  escapes: (size: number) => `"${filled(String.raw`\u000a`, size)}"`,
} as const satisfies Readonly<Record<string, (size: number) => string>>;

/** Shape and body. */
export type HostileBodies = readonly (readonly [string, Buffer])[];

/** JSON of exactly so many bytes per shape, where a webhook's own data would stand, so that whoever looks for it finds it. */
export const hostileBodies = (size: number): HostileBodies => Object.entries(PARTS).map(([shape, part]) => [shape, bodyOf(part, size)]);

/** Room for the names around the part. */
const FRAME = 100;

function bodyOf(part: (size: number) => string, size: number): Buffer {
  const text = `{"event":"charge.success","type":"charge.success","data":{"x":${part(size - FRAME)}}}`;
  // Blanks end it: JSON may have any number of them.
  return Buffer.from(text.padEnd(size));
}

const filled = (unit: string, size: number): string => unit.repeat(Math.floor(size / unit.length) - 1);

function counted(unit: (index: number) => string, size: number): string {
  let text = '';
  for (let index = 0; text.length < size - 20; index += 1) text += unit(index);
  return text;
}
