import * as z from 'zod/mini';

/** Handed on as it is: a copy would lack `__proto__`, which the body could then add unsigned. */
const Signed = z.object({ data: z.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)) });

/** Bytes of a body that is parsed before it is trusted: what Kora sends has a few thousand. */
const WRITTEN_ANEW = 48 * 1024;

/** What Kora signs, `JSON.stringify(data)`: as it stands in the body, and only where that is not it, as it reads when written anew (`100.00` is signed as `100`). None where there is no data. */
export function* dataTexts(body: Buffer): Iterable<readonly (string | Buffer)[]> {
  const sent = dataIn(body);
  if (sent) yield [sent];
  if (body.length > WRITTEN_ANEW) return;
  try {
    yield [JSON.stringify(Signed.parse(JSON.parse(body.toString('utf8'))).data)];
  } catch {
    // Not JSON, or without data: nothing is signed.
  }
}

const [QUOTE, BACKSLASH, COLON, OPEN] = [0x22, 0x5c, 0x3a, 0x7b];
const DEPTH: ReadonlyMap<number, number> = new Map([
  [OPEN, 1],
  [0x5b, 1],
  [0x7d, -1],
  [0x5d, -1],
]);

/** The bytes of the object under the top level's one `data`, unparsed. Undefined where a parser might see another one: twice the key, or a key in escapes. */
export function dataIn(body: Buffer): Buffer | undefined {
  let [depth, start, found]: [number, number, Buffer | undefined] = [0, -1, undefined];
  for (let at = 0; at < body.length; at += 1) {
    if (body[at] === QUOTE) {
      const end = endOfText(body, at);
      const value = depth === 1 ? valueAfter(body, end) : undefined;
      const key = value === undefined ? '' : body.toString('latin1', at + 1, end);
      const isData = key === 'data';
      if (key.includes('\\') || (isData && (start >= 0 || found || body[value ?? 0] !== OPEN))) return undefined;
      if (isData && value !== undefined) start = value;
      at = end;
      continue;
    }
    depth += DEPTH.get(body[at] ?? 0) ?? 0;
    if (depth === 1 && start >= 0 && at >= start && DEPTH.has(body[at] ?? 0)) [found, start] = [body.subarray(start, at + 1), -1];
  }
  return found;
}

/** Where the value of a key begins, if the text that ends here is a key. */
function valueAfter(body: Buffer, end: number): number | undefined {
  const colon = next(body, end + 1);
  return body[colon] === COLON ? next(body, colon + 1) : undefined;
}

/** Where the text that begins here ends: at its closing quote. */
function endOfText(body: Buffer, start: number): number {
  for (let end = body.indexOf(QUOTE, start + 1); end >= 0; end = body.indexOf(QUOTE, end + 1)) {
    let slashes = 0;
    while (body[end - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return body.length;
}

const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** The next byte that is no white space. */
function next(body: Buffer, from: number): number {
  let at = from;
  while (BLANK.has(body[at] ?? 0)) at += 1;
  return at;
}
