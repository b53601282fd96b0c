import { type JsonValue, query } from 'jsonpath-rfc9535';
import parse from 'jsonpath-rfc9535/parser';

/** `$.data.items[0].id`: the first value that a JSONPath (RFC 9535) finds, undefined if none. Throws a RangeError on any other text. */
export function pathOf(text: string): (payload: unknown) => unknown {
  try {
    parse(text);
  } catch {
    throw new RangeError(`expected a path such as $.data.items[0].id: got ${text}`);
  }
  return (payload) => (isJson(payload) ? query(payload, text)[0] : undefined);
}

/** Payloads come from JSON.parse. */
const isJson = (value: unknown): value is JsonValue => value !== undefined;
