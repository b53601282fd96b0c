/** What may stand where another thing is expected, as JSON: an object of ours would have no `__proto__` of its own. */
const JUNK: Readonly<Record<string, string>> = {
  null: 'null',
  'an empty text': '""',
  blanks: '"  "',
  'a word': '"odd"',
  'a huge text': JSON.stringify('x'.repeat(300_000)),
  'a number': '7',
  'a negative number': '-1.5',
  yes: 'true',
  'a list': '[]',
  'a list of null': '[null]',
  'an object': '{}',
  'a prototype': '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
};

/** Records near this one that no API should give, each with what is odd of it. */
export function* hostileTo(record: unknown): Generator<readonly [what: string, record: unknown]> {
  yield ['nothing at all', undefined];
  for (const [what, text] of Object.entries(JUNK)) yield [`${what} in its place`, JSON.parse(text)];
  yield [
    'a prototype of its own',
    JSON.parse(JSON.stringify({ ...fieldsOf(record), MARK: 0 }).replace('"MARK":0', `"__proto__":{"polluted":true}`)),
  ];
  for (const path of pathsIn(record)) {
    yield [`no ${path.join('.')}`, changed(record, { path, text: undefined })];
    for (const [what, text] of Object.entries(JUNK)) yield [`${what} for ${path.join('.')}`, changed(record, { path, text })];
  }
}

type Path = readonly string[];

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsIn(inner, [...path, key])]);
}

/** A copy with other JSON at this place, or with nothing there. */
function changed(
  record: unknown,
  { path: [step = '', ...rest], text }: { readonly path: Path; readonly text: string | undefined },
): unknown {
  const entries = Object.entries(fieldsOf(record)).flatMap(([key, value]) => {
    if (key !== step) return [[key, value] as const];
    if (rest.length > 0) return [[key, changed(value, { path: rest, text })] as const];
    return text === undefined ? [] : [[key, JSON.parse(text) as unknown] as const];
  });
  return Array.isArray(record) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** None of what is no object. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Every text and number in it, as text. */
export function valuesIn(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(valuesIn);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

/** Whoever writes into it is found out. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
