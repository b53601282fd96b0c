import { isAscii } from 'node:buffer';

const strict = new TextDecoder('utf-8', { fatal: true });

/** Entries of one body of JSON Lines. Log streams send hundreds; millions of empty ones would take all memory before a schema saw the first. */
export const LINES_LIMIT = 10_000;

/**
 * The body as JSON, lines of JSON as an array; integers beyond 2^53 as text, so that ids stay exact. Throws on what is not UTF-8 or not JSON;
 * of several lines, one that is not JSON is its own text.
 */
export function payloadOf(body: Buffer): unknown {
  const text = textOf(body);
  const lines = linesOf(text);
  if (lines) return entriesOf(lines) ?? parsed(text);
  try {
    return parsed(text);
  } catch (error) {
    const entries = BROKEN_LINES.test(text) ? entriesOf(cut(text)) : undefined;
    if (!entries) throw error;
    return entries;
  }
}

/** Undefined where no line is JSON. */
function entriesOf(lines: readonly string[]): readonly unknown[] | undefined {
  const entries = lines.map(parsedOrAsItIs);
  return entries.every((entry, index) => entry === lines[index]) ? undefined : entries;
}

function parsedOrAsItIs(line: string): unknown {
  try {
    return parsed(line);
  } catch {
    return line;
  }
}

/** Throws a TypeError on what is not UTF-8. Most bodies are plain ASCII, which needs no decoding. */
export const textOf = (body: Buffer): string => (isAscii(body) ? body.toString('latin1') : strict.decode(body));

/** An object ends where another line begins the next one. JSON has a comma between any two, and no line break in a string. */
const BETWEEN_ENTRIES = /\}[ \t\r]*\n[ \t\r\n]*\{/;

/** What is no JSON, and has an object at the very beginning of a line, behind another line: an entry that was cut off leaves the next one whole. */
const BROKEN_LINES = /\S[ \t\r]*\n\{/;

/**
 * The entries of JSON Lines, as log streams send it, each to be parsed alone; blank lines are none. Undefined for any other text.
 * Throws a RangeError where there are more than `LINES_LIMIT`, before any is parsed.
 */
export function linesOf(text: string): readonly string[] | undefined {
  // Most bodies are one line: they are spared the pattern.
  return text.includes('\n{') && BETWEEN_ENTRIES.test(text) ? cut(text) : undefined;
}

function cut(text: string): readonly string[] {
  const lines: string[] = [];
  for (const [line] of text.matchAll(/\S[^\n]*/g)) {
    if (lines.push(line) > LINES_LIMIT) throw new RangeError(`more than ${LINES_LIMIT} lines of JSON in one body`);
  }
  return lines;
}

/** One JSON text; integers beyond 2^53 as text. Throws a SyntaxError on what is not JSON. */
export const parsed = (text: string): unknown => JSON.parse(withQuotes(text));

/** The text with quotes around each integer that JSON.parse would round: a tenth of what a reviver costs, which is called for every value. */
function withQuotes(text: string): string {
  const isInString = stringsOf(text);
  let [quoted, copied] = ['', 0];
  for (let run = longRun(text, 0); run; run = longRun(text, run.end)) {
    const { first, end } = run;
    const start = text[first - 1] === '-' ? first - 1 : first;
    if (!isWhole(text, { start, first, end }) || Number.isSafeInteger(Number(text.slice(start, end))) || isInString(start)) continue;
    quoted += `${text.slice(copied, start)}"${text.slice(start, end)}"`;
    copied = end;
  }
  return copied === 0 ? text : quoted + text.slice(copied);
}

/** Digits that a number may have before it stops being exact: Shopify's ids reach 19. */
const LONG = 16;

/** Digits in a row. */
interface Run {
  readonly first: number;
  readonly end: number;
}

/** The next so many digits in a row. They cover every 16th place, so only those are looked at. */
function longRun(text: string, from: number): Run | undefined {
  for (let at = from + LONG - 1; at < text.length; at += LONG) {
    if (!isDigit(text, at)) continue;
    let [first, end] = [at, at + 1];
    while (isDigit(text, first - 1)) first -= 1;
    while (isDigit(text, end)) end += 1;
    if (end - first >= LONG) return { first, end };
  }
  return undefined;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** Whether the run is a number by itself, without fraction or exponent, where JSON has a value. */
const isWhole = (text: string, { start, first, end }: Run & { readonly start: number }): boolean =>
  text[first] !== '0' && OPENING.has(before(text, start)) && CLOSING.has(after(text, end));

/** What may stand before and after a value; nothing, where it is the whole text. */
const OPENING: ReadonlySet<string> = new Set([':', '[', ',', '']);
const CLOSING: ReadonlySet<string> = new Set([',', ']', '}', '']);

/** The nearest character that is no blank. */
function before(text: string, at: number): string {
  let place = at - 1;
  while (isBlank(text, place)) place -= 1;
  return text.charAt(place);
}

function after(text: string, at: number): string {
  let place = at;
  while (isBlank(text, place)) place += 1;
  return text.charAt(place);
}

const isBlank = (text: string, at: number): boolean => text.charCodeAt(at) <= 32;

/** Tells of one place after the other, from left to right, whether it is inside a string. Each quote is looked for once. */
function stringsOf(text: string): (place: number) => boolean {
  let [inside, quote] = [false, text.indexOf('"')];
  return (place) => {
    for (; quote >= 0 && quote < place; quote = text.indexOf('"', quote + 1)) inside = !inside || isEscaped(text, quote);
    return inside;
  };
}

/** By an odd number of backslashes, for two of them are one that stands for itself. */
function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}
