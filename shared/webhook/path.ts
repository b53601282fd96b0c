import { type JsonValue, query } from 'jsonpath-rfc9535';
import parse from 'jsonpath-rfc9535/parser';

type Reader = (payload: unknown) => unknown;

/** `$.data.items[0].id`: the first value that a JSONPath (RFC 9535) finds, undefined if none. Throws a RangeError on any other text. */
export function pathOf(text: string): Reader {
  if (PLAIN.test(text)) return along(stepsOf(text));
  try {
    parse(text);
  } catch {
    throw new RangeError(`expected a path such as $.data.items[0].id, got '${text}'`);
  }
  // The library parses the path again for every payload, and has no entry for one that is parsed.
  return (payload) => (isJson(payload) ? query(payload, text)[0] : undefined);
}

/** Names and places only, as nearly every path is: read once, then walked. */
const PLAIN = /^\$(?:\.[A-Za-z_]\w*|\[(?:0|[1-9]\d{0,8})\])*$/;

type Step = string | number;

const stepsOf = (text: string): readonly Step[] =>
  Array.from(text.matchAll(/\.(\w+)|\[(\d+)\]/g), ([, name, place]) => name ?? Number(place));

const along =
  (steps: readonly Step[]): Reader =>
  (payload) => {
    let value = payload;
    for (const step of steps) value = typeof step === 'number' ? itemOf(value, step) : fieldOf(value, step);
    return value;
  };

const itemOf = (value: unknown, place: number): unknown => (Array.isArray(value) ? value[place] : undefined);

/** Own fields only: `$.constructor` is nothing, and an array has places, no names. */
const fieldOf = (value: unknown, name: string): unknown => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Payloads come from JSON.parse. */
const isJson = (value: unknown): value is JsonValue => value !== undefined;
