import { text } from 'node:stream/consumers';

import { jsonOf } from '../arguments.ts';
import { askSecretly, interactive } from '../prompt.ts';
import { UsageError } from '../usage.ts';

/** What is one option each: Bond's name → what it is. */
export const FIELDS = {
  dob: 'the birthday, as 1990-12-31',
  first_name: '2 to 50 letters, spaces and apostrophes, the first one a letter',
  middle_name: 'as the first name',
  last_name: 'as the first name',
  phone: 'digits, with or without dashes between them',
  phone_country_code: '1 to 3 digits',
  email: 'an e-mail address',
} as const;

type Field = keyof typeof FIELDS;

/** As commander names them. */
type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;

export type Given = { readonly [Name in Field as Camel<Name>]?: string } & {
  readonly ssn?: string | true;
  readonly address?: readonly string[];
  readonly body?: string;
};

/** The change that the options ask for, not yet judged. */
export async function askedFor(given: Given): Promise<Readonly<Record<string, unknown>>> {
  if (given.ssn === true && given.body === '-') throw new UsageError('--ssn and --body - cannot both be read from standard input');
  const named = {
    dob: given.dob,
    first_name: given.firstName,
    middle_name: given.middleName,
    last_name: given.lastName,
    ssn: given.ssn === true ? await unseen() : given.ssn,
    phone: given.phone,
    phone_country_code: given.phoneCountryCode,
    email: given.email,
    addresses: given.address?.map(addressOf),
  };
  const told = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  return { ...(given.body !== undefined && bodyIn(given.body)), ...told };
}

function bodyIn(file: string): object {
  const body = jsonOf(file);
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new UsageError(`${file} is no JSON object of Bond's fields, as {"email":"a@example.com"}`);
  return body;
}

const unseen = async (): Promise<string> =>
  interactive() ? askSecretly('SSN of the customer: ') : ((await text(process.stdin)).split(/\r?\n/)[0] ?? '').trim();

const FLAGS: Readonly<Record<string, unknown>> = { true: true, false: false };

function addressOf(fields: string): Readonly<Record<string, unknown>> {
  const parts = fields.split(';').filter((part) => part.trim() !== '');
  return Object.fromEntries(
    parts.map((part) => {
      const at = part.indexOf('=');
      if (at < 1) throw new UsageError(`an address is written 'street=5 New St.; city=Boise; …', got "${part.trim()}"`);
      const [field, value] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
      return [field, field === 'is_primary' ? (FLAGS[value] ?? value) : value];
    }),
  );
}
