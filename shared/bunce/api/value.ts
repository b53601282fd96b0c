import { bunceTimestamp } from '../instant.ts';
import { converted } from '../parameters.ts';

/** A `Date` goes in the one form of time that Bunce does not skip in silence. */
export type Value = string | number | Date;

export const written = (value: Value): string | number => (value instanceof Date ? bunceTimestamp(value.toISOString()) : value);

/** Attributes take text only. Throws a RangeError for a number that is no plain decimal. */
export function asText(value: Value): string {
  const plain = written(value);
  return String(converted(plain, 'text') ?? plain);
}
