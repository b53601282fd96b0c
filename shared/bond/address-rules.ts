import * as z from 'zod/mini';

import { COUNTRIES, US_STATES } from './places.ts';

/** Text of a form; `rule` says which. */
export const shaped = (pattern: RegExp, rule: string) => z.string(rule).check(z.regex(pattern, rule));

const isAmerican = (country: unknown): boolean => country === 'US';

interface Place {
  readonly state: string;
  readonly zip_code: string;
  readonly country: string;
}

const inState = ({ country, state }: Place): boolean => (isAmerican(country) ? US_STATES.has(state) : /^.{1,20}$/s.test(state));
const inZone = ({ country, zip_code: zip }: Place): boolean =>
  isAmerican(country) ? /^\d{5}(-\d{4})?$/.test(zip) : /^.{2,20}$/s.test(zip);

const STATE = 'is a code of two letters in the US, as NY, elsewhere 20 characters at most.';
const COUNTRY = 'is a country code of two letters (ISO 3166-1), as US.';
const ZIP_CODE = 'is 12345 or 12345-1234 in the US, elsewhere 2 to 20 characters.';

/** An address as it is sent: all but street2 is needed. */
export const AddressChange = z
  .strictObject({
    address_type: z.enum(['MAILING', 'PHYSICAL'], 'is MAILING or PHYSICAL.'),
    street: shaped(/^[A-Za-z0-9.,_\-# ]{1,40}$/, 'is 1 to 40 letters, digits, spaces and . , _ - #'),
    street2: z.optional(shaped(/^.{0,40}$/s, 'is 40 characters at most.')),
    city: shaped(/^.{2,40}$/s, 'is 2 to 40 characters.'),
    state: z.string(STATE),
    zip_code: z.string(ZIP_CODE),
    country: z.string(COUNTRY).check(z.refine((code) => COUNTRIES.has(code), COUNTRY)),
    is_primary: z.boolean('is true or false.'),
  })
  .check(z.refine(inState, { error: STATE, path: ['state'] }))
  .check(z.refine(inZone, { error: ZIP_CODE, path: ['zip_code'] }));
export type AddressChange = z.infer<typeof AddressChange>;
