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
  if (!lines) return parsed(text);
  const entries = lines.map(parsedOrAsItIs);
  return entries.every((entry, index) => entry === lines[index]) ? parsed(text) : entries;
}

function parsedOrAsItIs(line: string): unknown {
  try {
    return parsed(line);
  } catch {
    return line;
  }
}

/** Throws a TypeError on what is not UTF-8. */
export const textOf = (body: Buffer): string => strict.decode(body);

/** An object ends where another line begins the next one. JSON has a comma between any two, and no line break in a string. */
const BETWEEN_ENTRIES = /\}[ \t\r]*\n[ \t\r\n]*\{/;

/**
 * The entries of JSON Lines, as log streams send it, each to be parsed alone; blank lines are none. Undefined for any other text.
 * Throws a RangeError where there are more than `LINES_LIMIT`, before any is parsed.
 */
export function linesOf(text: string): readonly string[] | undefined {
  // Most bodies are one line: they are spared the pattern.
  if (!text.includes('\n{') || !BETWEEN_ENTRIES.test(text)) return undefined;
  const lines: string[] = [];
  for (const [line] of text.matchAll(/\S[^\n]*/g)) {
    if (lines.push(line) > LINES_LIMIT) throw new RangeError(`more than ${LINES_LIMIT} lines of JSON in one body`);
  }
  return lines;
}

/** One JSON text; integers beyond 2^53 as text. Throws a SyntaxError on what is not JSON. */
export const parsed = (text: string): unknown => JSON.parse(hasLongRun(text) ? withQuotes(text) : text);

/** Digits that a number may have before it stops being exact: Shopify's ids reach 19. */
const LONG = 16;

/** Whether so many digits stand in a row that it is worth a closer look. A long row covers every 16th place, so only those are asked. */
function hasLongRun(text: string): boolean {
  for (let at = LONG - 1; at < text.length; at += LONG) {
    if (!isDigit(text, at)) continue;
    let [first, last] = [at, at];
    while (isDigit(text, first - 1)) first -= 1;
    while (last - first < LONG - 1 && isDigit(text, last + 1)) last += 1;
    if (last - first === LONG - 1) return true;
  }
  return false;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** A whole number of that length with all that JSON may have around it. */
const LONG_INTEGER = /(?:^|[:[,])\s*(-?[1-9]\d{15,})(?=\s*(?:[,\]}]|$))/g;

/** The text with quotes around each integer that JSON.parse would round: a tenth of what a reviver costs, which is called for every value. */
function withQuotes(text: string): string {
  const isInString = stringsOf(text);
  let [quoted, copied] = ['', 0];
  for (const { 0: match, 1: number = '', index } of text.matchAll(LONG_INTEGER)) {
    if (Number.isSafeInteger(Number(number)) || isInString(index)) continue;
    const end = index + match.length;
    quoted += `${text.slice(copied, end - number.length)}"${number}"`;
    copied = end;
  }
  return quoted + text.slice(copied);
}

/** Tells of one place after the other, from left to right, whether it is inside a string. */
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
