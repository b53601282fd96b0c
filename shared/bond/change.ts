import * as z from 'zod/mini';

import { AddressChange, shaped } from './address-rules.ts';
import { BondError, type Fields } from './bond-error.ts';

const name = shaped(
  /^[A-Za-z][A-Za-z' ]{1,49}$/,
  'is 2 to 50 letters, spaces and apostrophes, the first one a letter; Bond takes no hyphens and no accents.',
);

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const DAY = 'is a day that exists, as 1990-12-31.';

const CustomerChange = z.partial(
  z.strictObject({
    dob: z.string(DAY).check(z.refine(isDay, DAY)),
    first_name: name,
    middle_name: name,
    last_name: name,
    // Of its form Bond says nothing; what it shows is masked, and must not be sent back.
    ssn: shaped(/^[^Xx*]+$/, 'is the whole number, without the mask that Bond shows.'),
    phone: shaped(/^\d+(-\d+)*$/, 'is digits, with or without dashes between them.'),
    phone_country_code: shaped(/^\d{1,3}$/, 'is 1 to 3 digits.'),
    email: z.email('is no e-mail address.'),
    addresses: z
      .array(AddressChange, 'is a list of addresses.')
      .check(z.refine((all) => all.some(({ is_primary: primary }) => primary), 'has no primary address; at least one must be.')),
  }),
);

/** What may be changed of a customer, by Bond's names. */
export type CustomerChange = z.infer<typeof CustomerChange>;

/** What Bond would take. Throws a BondError that names every field which breaks a rule. */
export function changeOf(given: unknown): CustomerChange {
  const read = CustomerChange.safeParse(given);
  if (!read.success) throw new BondError({ kind: 'unsent', fields: fieldsOf(read.error) });
  if (Object.values(read.data).every((value) => value === undefined))
    throw new BondError({ kind: 'unsent', said: 'there is nothing to change' });
  return read.data;
}

/** One of Bond's own pages calls them so, and another does not. */
const MEANT: Readonly<Record<string, string>> = { email_address: 'email', phone_number: 'phone' };

function fieldsOf({ issues }: z.core.$ZodError): Fields {
  const fields: Record<string, string[]> = {};
  for (const [field, text] of issues.flatMap(complaints)) if (!fields[field]?.includes(text)) (fields[field] ??= []).push(text);
  return fields;
}

function complaints(issue: z.core.$ZodIssue): readonly (readonly [string, string])[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [[path.join('.') || 'the change', issue.message]];
  return issue.keys.map((key) => {
    const meant = MEANT[key];
    return [[...path, key].join('.'), meant ? `is called ${meant}.` : 'is no field that Bond lets change.'];
  });
}
