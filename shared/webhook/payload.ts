const strict = new TextDecoder('utf-8', { fatal: true });

/** A number of 16 digits or more, outside of what JSON.parse can hold exactly: Shopify's ids reach 19. */
const LONG_NUMBER = /[:[,]\s*-?\d{16,}/;

/** An object ends where the next line begins another: JSON Lines, as log streams send it. No string of JSON holds a line break. */
const isLines = (text: string): boolean => text.includes('}\n{') || text.includes('}\r\n{');

/** The body as JSON, lines of JSON as an array; integers beyond 2^53 as text, so that ids stay exact. Throws on what is not UTF-8 or not JSON. */
export function payloadOf(body: Buffer): unknown {
  const text = strict.decode(body);
  return isLines(text) ? text.trim().split('\n').map(parsed) : parsed(text);
}

const parsed = (text: string): unknown => (LONG_NUMBER.test(text) ? JSON.parse(text, exact) : JSON.parse(text));

function exact(...[, value, context]: [string, unknown, { readonly source?: string }?]): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '') ? context?.source : value;
}
