import * as z from 'zod/mini';

import { COUNTRIES, US_STATES } from '../../shared/bond/places.ts';
import type { Switches } from './switches.ts';

const shaped = (pattern: RegExp, rule: string) => z.string().check(z.regex(pattern, rule));
const name = shaped(/^[A-Za-z][A-Za-z' ]{1,49}$/, 'Must be 2 to 50 letters, spaces or apostrophes, the first one a letter.');

const inState = ({ country, state }: { readonly country: string; readonly state: string }): boolean =>
  country === 'US' ? US_STATES.has(state) : state.length <= 20;

const inZone = ({ country, zip_code: zip }: { readonly country: string; readonly zip_code: string }): boolean =>
  country === 'US' ? /^\d{5}(-\d{4})?$/.test(zip) : zip.length >= 2 && zip.length <= 20;

const Address = z
  .object({
    address_type: z.enum(['MAILING', 'PHYSICAL'], 'Must be MAILING or PHYSICAL.'),
    street: shaped(/^[A-Za-z0-9.,_\-# ]{1,40}$/, 'Must be 1 to 40 letters, digits or . , _ - #'),
    street2: z._default(z.string().check(z.maxLength(40, 'Longer than 40.')), ''),
    city: z.string().check(z.minLength(2, 'Shorter than 2.'), z.maxLength(40, 'Longer than 40.')),
    state: z.string(),
    zip_code: z.string(),
    country: z.string().check(z.refine((code) => COUNTRIES.has(code), 'Must be an ISO 3166-1 alpha-2 code.')),
    is_primary: z.boolean('Not a valid boolean.'),
  })
  .check(z.refine(inState, { error: 'Not a valid state.', path: ['state'] }))
  .check(z.refine(inZone, { error: 'Not a valid zip code.', path: ['zip_code'] }));

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const fields = {
  dob: z.string().check(z.refine(isDay, 'Not a valid date.')),
  first_name: name,
  middle_name: name,
  last_name: name,
  ssn: shaped(/^\d{3}-?\d{2}-?\d{4}$/, 'Not a valid SSN.'),
  phone: shaped(/^\d+(-\d+)*$/, 'Must be digits, dashes between them.'),
  phone_country_code: shaped(/^\d{1,3}$/, 'Must be 1 to 3 digits.'),
  email: z.email('Not a valid email address.'),
  addresses: z
    .array(Address)
    .check(z.refine((all) => all.some(({ is_primary: primary }) => primary), 'At least one primary address is required.')),
} as const;

const Change = z.partial(z.strictObject(fields));
export type Change = z.infer<typeof Change>;

const Creation = z.extend(Change, {
  brand_person_id: z.optional(z.guid('Not a valid UUID.')),
  dob: fields.dob,
  first_name: fields.first_name,
  addresses: fields.addresses,
});
export type Creation = z.infer<typeof Creation>;

/** Either what was asked for, or what is wrong: field → texts. */
export type Judged<Value> = { readonly value: Value } | { readonly wrong: Readonly<Record<string, readonly string[]>> };

interface Submitted {
  readonly body: unknown;
  readonly switches: Switches;
}

export const judgeChange = (submitted: Submitted): Judged<Change> => judge(Change, submitted);

export const judgeCreation = (submitted: Submitted): Judged<Creation> =>
  judge(submitted.switches.lastName === 'required' ? z.extend(Creation, { last_name: fields.last_name }) : Creation, submitted);

function judge<Value>(shape: z.ZodMiniType<Value>, { body, switches }: Submitted): Judged<Value> {
  const read = shape.safeParse(switches.unknownFields === 'ignore' ? knownOnly(body) : body);
  if (read.success) return { value: read.data };
  const wrong: Record<string, string[]> = {};
  for (const issue of read.error.issues) {
    for (const [field, text] of complaints(issue, body)) (wrong[field] ??= []).push(text);
  }
  return { wrong };
}

function knownOnly(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([field]) => field in fields || field === 'brand_person_id'));
}

function complaints(issue: z.core.$ZodIssue, body: unknown): readonly (readonly [string, string])[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [key, 'Unknown field.'] as const);
  const [field = '_schema', ...rest] = issue.path.map(String);
  const given = typeof body === 'object' && body !== null && field in body;
  return [[field, given || field === '_schema' ? [...rest, issue.message].join(' ') : 'Missing data for required field.']];
}
