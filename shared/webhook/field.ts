import * as z from 'zod/mini';

import { causeOf } from './cause.ts';

/*
 * The forms in which providers write what decides nothing: names, phones, times, references. What has another form than expected is
 * missing; only type, status, amount, currency and one identity are worth refusing a webhook for, and those have strict schemas.
 */

/** A field that takes anything, also its own absence: it cannot fail. */
export const lenient = <Value>(read: (value: unknown) => Value) => Object.assign(z.transform(read), { read });

type Fields = Readonly<Record<string, z.ZodMiniType>>;

export interface ObjectSchema<Shape extends Fields> extends z.ZodMiniType<z.output<z.ZodMiniObject<Shape>>> {
  /** Undefined for what is another thing, without the words for why. */
  fit(value: unknown): z.output<z.ZodMiniObject<Shape>> | undefined;
}

/** As zod's own, and quicker: most fields of a webhook decide nothing, and those are read without the account that zod keeps of each. */
export function object<Shape extends Fields>(shape: Shape): ObjectSchema<Shape>;
export function object(shape: Fields): z.ZodMiniType {
  const entries = Object.entries(shape);
  const lax = entries.flatMap(([key, field]) => (isLenient(field) ? [{ key, read: field.read }] : []));
  const decisive = z.object(Object.fromEntries(entries.filter(([, field]) => !isLenient(field))));
  const read = (input: unknown, { issues, abortEarly }: Reading) => {
    const isFree = lax.length === entries.length && isRecord(input);
    const decided = isFree ? { value: {} } : decisive._zod.run({ value: input, issues }, { async: false, abortEarly });
    if (!isRecord(input) || !('value' in decided) || !isRecord(decided.value)) return undefined;
    for (const field of lax) decided.value[field.key] = field.read(input[field.key]);
    return decided.value;
  };
  const fit = (value: unknown) => {
    const issues: Reading['issues'] = [];
    const output = isRecord(value) ? read(value, { issues, abortEarly: true }) : undefined;
    return issues.length === 0 ? output : undefined;
  };
  return Object.assign(
    z.transform((value, { issues }) => read(value, { issues, abortEarly: false }) ?? z.NEVER),
    { fit },
  );
}

interface Reading {
  readonly issues: z.core.$ZodRawIssue[];
  /** Where nobody asks what else is wrong. */
  readonly abortEarly: boolean;
}

const isLenient = (field: z.ZodMiniType): field is ReturnType<typeof lenient> => 'read' in field;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** How a schema reads what need not fit: undefined where it does not. */
function fitOf<Part extends z.ZodMiniType>(schema: Part): (value: unknown) => z.output<Part> | undefined;
function fitOf(schema: z.ZodMiniType | ObjectSchema<Fields>): (value: unknown) => unknown {
  return 'fit' in schema ? schema.fit : (value) => schema.safeParse(value).data;
}

/** Text, or a number as text; null for anything else. */
export const text = lenient((value) => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null));

/** What `time` reads: text or a number; null for anything else. */
export const moment = lenient((value) => (typeof value === 'string' || typeof value === 'number' ? value : null));

/** Yes, no, or null for anything else. */
export const flag = lenient((value) => (typeof value === 'boolean' ? value : null));

/** An object as it is, whatever stands in it; null for anything else. */
export const record = lenient((value): Readonly<Record<string, unknown>> | null => (isRecord(value) ? value : null));

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
export function part<Part extends z.ZodMiniType>(schema: Part) {
  const fit = fitOf(schema);
  return lenient((value): NonNullable<z.output<Part>> | null => (value === null || value === undefined ? null : (fit(value) ?? null)));
}

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
export function some<Each extends z.ZodMiniType>(each: Each) {
  const fit = fitOf(each);
  return lenient((value): z.output<Each>[] =>
    Array.isArray(value) ? value.slice(0, MOST).flatMap((entry: unknown) => fit(entry) ?? []) : [],
  );
}

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
