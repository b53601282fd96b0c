import * as z from 'zod/mini';

const Signed = z.object({ data: z.looseObject({}) });

/** What Kora signs, `JSON.stringify(data)`: as it stands in the body, and only where that is not it, as it reads when written anew (`100.00` is signed as `100`). None where there is no data. */
export function* dataTexts(body: Buffer): Iterable<readonly (string | Buffer)[]> {
  const sent = dataIn(body);
  if (sent) yield [sent];
  try {
    yield [JSON.stringify(Signed.parse(JSON.parse(body.toString('utf8'))).data)];
  } catch {
    // Not JSON, or without data: nothing is signed.
  }
}

const [QUOTE, BACKSLASH, COLON, OPEN, CLOSE] = [0x22, 0x5c, 0x3a, 0x7b, 0x7d];
const OPENING: ReadonlySet<number> = new Set([OPEN, 0x5b]);
const CLOSING: ReadonlySet<number> = new Set([CLOSE, 0x5d]);

/** The bytes of the object under the top level's one `data`, unparsed. Undefined where a parser might see another one: twice the key, or one written in escapes. */
export function dataIn(body: Buffer): Buffer | undefined {
  let [depth, found, start]: [number, Buffer | undefined, number] = [0, undefined, -1];
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (byte === QUOTE) {
      const end = endOfText(body, at);
      if (depth === 1 && start < 0 && body[next(body, end + 1)] === COLON) {
        const key = body.toString('latin1', at + 1, end);
        const value = next(body, next(body, end + 1) + 1);
        if (key.includes('\\')) return undefined;
        if (key === 'data' && (found || body[value] !== OPEN)) return undefined;
        if (key === 'data') start = value;
      }
      at = end;
    } else if (OPENING.has(byte)) depth += 1;
    else if (CLOSING.has(byte)) {
      depth -= 1;
      if (depth === 1 && start >= 0) [found, start] = [body.subarray(start, at + 1), -1];
    }
  }
  return found;
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
