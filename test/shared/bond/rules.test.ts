import { describe, expect, it } from 'vitest';

import { BondError } from '../../../shared/bond/bond-error.ts';
import { changeOf } from '../../../shared/bond/change.ts';
import { AMARA, startBond } from '../../local/bond/client.ts';
import { HOME } from '../../local/bond/client.ts';

const letters = (count: number): string => 'a'.repeat(count);
const at = (fields: object): object => ({ addresses: [{ ...HOME, ...fields }] });
const abroad = (fields: object): object => at({ country: 'NG', state: 'Lagos', zip_code: '100001', ...fields });
const { street: _street, ...streetless } = HOME;
const NAMES = ['first_name', 'middle_name', 'last_name'];

/** Field → what Bond takes. */
const taken: readonly (readonly [string, object])[] = [
  ['dob', { dob: '2000-02-29' }],
  ...NAMES.flatMap((name) => [`Al`, "D'Arcy Mc", letters(50)].map((text) => [name, { [name]: text }] as const)),
  ['ssn', { ssn: '111-22-3333' }],
  ['ssn', { ssn: '111223333' }],
  ['phone', { phone: '2025550143' }],
  ['phone', { phone: '202-555-0143' }],
  ['phone_country_code', { phone_country_code: '1' }],
  ['phone_country_code', { phone_country_code: '234' }],
  ['email', { email: 'Ada.L+1@example.co.uk' }],
  ['addresses', { addresses: [HOME, { ...HOME, is_primary: false }] }],
  ['address_type', at({ address_type: 'MAILING' })],
  ['street', at({ street: '9 Palm Ct., No_4-#2' })],
  ['street', at({ street: letters(40) })],
  ['street2', at({ street2: '' })],
  ['street2', at({ street2: letters(40) })],
  ['city', at({ city: 'Ee' })],
  ['city', at({ city: letters(40) })],
  ['state', at({ state: 'PR' })],
  ['state', abroad({ state: letters(20) })],
  ['zip_code', at({ zip_code: '83702-1234' })],
  ['zip_code', abroad({ zip_code: 'A1' })],
  ['zip_code', abroad({ zip_code: letters(20) })],
];

/** What Bond refuses, and the field that is told. */
const refused: readonly (readonly [string, object])[] = [
  ['dob', { dob: '31.12.1999' }],
  ['dob', { dob: '2001-02-29' }],
  ...NAMES.flatMap((name) =>
    ['A', letters(51), '1st', " O'Hara", 'Anne-Marie', 'José', 'Dr. No'].map((text) => [name, { [name]: text }] as const),
  ),
  ['ssn', { ssn: 'XXX-XX-4321' }],
  ['ssn', { ssn: '' }],
  ['phone', { phone: '(202) 555' }],
  ['phone', { phone: '+12025550143' }],
  ['phone', { phone: '202--555' }],
  ['phone_country_code', { phone_country_code: '+1' }],
  ['phone_country_code', { phone_country_code: '1234' }],
  ['email', { email: 'ada' }],
  ['addresses', { addresses: [] }],
  ['addresses', { addresses: [{ ...HOME, is_primary: false }] }],
  ['addresses.0.street', { addresses: [streetless] }],
  ['addresses.0.address_type', at({ address_type: 'HOME' })],
  ['addresses.0.street', at({ street: '' })],
  ['addresses.0.street', at({ street: '1/2 Half St' })],
  ['addresses.0.street', at({ street: letters(41) })],
  ['addresses.0.street2', at({ street2: letters(41) })],
  ['addresses.0.city', at({ city: 'E' })],
  ['addresses.0.city', at({ city: letters(41) })],
  ['addresses.0.state', at({ state: 'Idaho' })],
  ['addresses.0.state', at({ state: 'ZZ' })],
  ['addresses.0.state', abroad({ state: letters(21) })],
  ['addresses.0.zip_code', at({ zip_code: '8370' })],
  ['addresses.0.zip_code', at({ zip_code: '83702-12' })],
  ['addresses.0.zip_code', abroad({ zip_code: '1' })],
  ['addresses.0.zip_code', abroad({ zip_code: letters(21) })],
  ...['USA', 'us', 'XX', 'ZZ', 'UK', 'EU'].map((country) => ['addresses.0.country', abroad({ country })] as const),
  ['addresses.1.is_primary', { addresses: [HOME, { ...HOME, is_primary: 'yes' }] }],
  ['email_address', { email_address: 'a@example.com' }],
  ['phone_number', { phone_number: '2025550143' }],
  ['brand_person_id', { brand_person_id: 'x' }],
];

const fieldsIn = (change: object): readonly string[] => {
  try {
    changeOf(change);
    return [];
  } catch (error) {
    return error instanceof BondError && error.kind === 'unsent' ? Object.keys(error.fields) : ['?'];
  }
};

const statusOf = async (body: object): Promise<number> => {
  const { call } = await startBond();
  return (await call(`PATCH /customers/${AMARA}`, { body })).status;
};

describe('the rules of a change, before it is sent as at Bond,', () => {
  it.each(taken)('let %s be: %j', async (...[, change]) => {
    expect({ ours: fieldsIn(change), bond: await statusOf(change) }).toEqual({ ours: [], bond: 200 });
  });

  it.each(refused)('refuse %s: %j', async (...[field, change]) => {
    expect({ ours: fieldsIn(change), bond: await statusOf(change) }).toEqual({ ours: [field], bond: 400 });
  });
});

describe('a change', () => {
  it('is told all that is wrong with it at once, in words', () => {
    expect(() => changeOf({ email_address: 'a@example.com', first_name: 'José', dob: 'x' })).toThrow(
      /^not sent: dob: is a day .*first_name: is 2 to 50 letters.*no accents\.; email_address: is called email\.$/,
    );
  });

  it.each([{}, { email: undefined }])('is one only if it changes something: %j', (nothing) => {
    expect(() => changeOf(nothing)).toThrow('not sent: there is nothing to change');
  });
});
