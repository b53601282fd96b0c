import { bunceTimestamp } from '../instant.ts';
import { converted } from '../parameters.ts';

/** A `Date` goes in the one form of time that Bunce does not skip in silence. */
export type Value = string | number | Date;

export const written = (value: Value): string | number => (value instanceof Date ? bunceTimestamp(value.toISOString()) : value);

/** Attributes take text only; of no value an empty one, which Bunce refuses. Throws a RangeError for a number that is no plain decimal. */
export const asText = (value: Value | null | undefined): string => String(converted(written(value ?? ''), 'text') ?? '');
