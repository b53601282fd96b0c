import * as z from 'zod/mini';

import { causeOf } from './cause.ts';

/*
 * The forms in which providers write what decides nothing: names, phones, times, references. What has another form than expected is
 * missing; only type, status, amount, currency and one identity are worth refusing a webhook for, and those have strict schemas.
 */

/**
 * A field that takes anything, also its own absence. One step instead of the four of a pipe of optional, unknown and transform: most
 * fields of a webhook are such. `optin` is how zod's own optional says that a key may be missing.
 */
export function lenient<Value>(read: (value: unknown) => Value) {
  const field = z.transform(read);
  Object.assign(field._zod, { optin: 'optional' });
  return field;
}

/** Text, or a number as text; null for anything else. */
export const text = lenient((value) => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null));

/** What `time` reads: text or a number; null for anything else. */
export const moment = lenient((value) => (typeof value === 'string' || typeof value === 'number' ? value : null));

/** Yes, no, or null for anything else. */
export const flag = lenient((value) => (typeof value === 'boolean' ? value : null));

/** A number, also where it is written as text; null for anything else. */
export const count = lenient((value) => {
  const isCount = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  return isCount && Number.isFinite(Number(value)) ? Number(value) : null;
});

/** An id that decides: text that is not empty, or a number. */
export const id = z.union([z.string().check(z.minLength(1)), z.number()]);

/** Money that decides: providers write the same amount as number and as text. */
export const amount = z.union([z.number(), z.string().check(z.regex(/^\s*-?\d+(\.\d*)?(e[+-]?\d+)?\s*$/i))], {
  error: 'expected an amount, as a number or as text such as 1500.50',
});

/** A part of the body that may be missing or of any other form: then null. */
export const part = <Part extends z.ZodMiniType>(schema: Part) =>
  lenient((value): NonNullable<z.output<Part>> | null =>
    value === null || value === undefined ? null : (schema.safeParse(value).data ?? null),
  );

/** A person or another part that decides: it may be missing, which programs also write as `[]`, but has no other form. */
export const orNone = <Part extends z.ZodMiniType>(schema: Part) =>
  z.union([
    z.nullish(schema),
    z.pipe(
      z.array(z.unknown()).check(z.maxLength(0)),
      z.transform(() => null),
    ),
  ]);

/** The entries that are as expected; none where it is no list. */
export const some = <Each extends z.ZodMiniType>(each: Each) =>
  lenient((value): z.output<Each>[] =>
    Array.isArray(value) ? value.slice(0, MOST).flatMap((entry: unknown) => each.safeParse(entry).data ?? []) : [],
  );

/** A list whose every entry decides. The first that is not as expected ends it: a body of a million others must not cost a million complaints. */
export const list = <Each extends z.ZodMiniType>(each: Each) =>
  z.pipe(
    z.array(z.unknown()),
    z.transform((entries, context): z.output<Each>[] => {
      const read: z.output<Each>[] = [];
      for (const [index, entry] of entries.entries()) {
        const result = each.safeParse(entry);
        if (result.success) read.push(result.data);
        else {
          context.issues.push({ code: 'custom', message: causeOf(result.error, entry), path: [index], input: entry });
          return z.NEVER;
        }
      }
      return read;
    }),
  );

/** Entries of a list that are looked at where only what fits is of interest. */
const MOST = 10_000;
