import { describe, expect, it } from 'vitest';

import { AMARA, HOME, VERIFIED } from '../local/bond/client.ts';
import { bondRun, rowsOf } from './bond-run.ts';

const { customers, control } = bondRun();
const update = async (id: string, flags: readonly string[], input = '') => customers(['update', id, ...flags], { input });
const shown = async (id: string) => rowsOf(await customers(['show', id, '--json']))[0];
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const flagsOf = (fields: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(fields).flatMap(([field, value]) => [`--${field.replaceAll('_', '-')}`, value]);
const home = (fields: Readonly<Record<string, string>> = {}): string =>
  Object.entries({ ...HOME, ...fields })
    .map(([field, value]) => `${field}=${value}`)
    .join('; ');

describe('bond customers update', () => {
  it('sends each field by its option', async () => {
    const fields = {
      dob: '1991-04-13',
      first_name: 'Ama',
      middle_name: 'Ada',
      last_name: "O'Kafor",
      ssn: '111-22-9999',
      phone: '202-555-0199',
      phone_country_code: '44',
      email: 'ama@example.org',
    };
    const places = ['--address', home({ street2: 'Flat 2' }), '--address', home({ address_type: 'MAILING', is_primary: 'false' })];
    const ran = await update(AMARA, [...flagsOf(fields), ...places, '--json']);
    expect(ran).toMatchObject({ code: 0 });
    expect(rowsOf(ran)).toEqual([{ customer_id: AMARA, changed: expect.arrayContaining([...Object.keys(fields), 'addresses']) }]);
    const addresses = [
      { street2: 'Flat 2', is_primary: true },
      { address_type: 'MAILING', is_primary: false },
    ];
    expect(await shown(AMARA)).toMatchObject({ ...fields, ssn: 'XXX-XX-9999', addresses });
  });

  it('reads fields from a file, and the SSN unseen', async () => {
    const body = JSON.stringify({ email: 'file@example.org', phone: '1' });
    expect(await update(AMARA, ['--body', '-', '--phone', '2'], body)).toMatchObject({
      code: 0,
      stdout: matching(/changed phone, email of/),
    });
    expect(await update(AMARA, ['--ssn'], '111-22-8888\n')).toMatchObject({ code: 0 });
    expect(await shown(AMARA)).toMatchObject({ email: 'file@example.org', phone: '2', ssn: 'XXX-XX-8888' });
  });

  it.each([
    [
      'a field',
      { dob: '13.04.1991', first_name: 'A', middle_name: 'Anne-Marie', last_name: 'José', ssn: 'XXX-XX-4321', phone: '+1202' },
      [
        'dob: is a day that exists',
        ...['first_name', 'middle_name', 'last_name'].map((name) => `${name}: is 2 to 50 letters`),
        'ssn: is the whole number',
        'phone: is digits',
      ],
    ],
    ['a field too', { phone_country_code: '+1', email: 'ama' }, ['phone_country_code: is 1 to 3 digits', 'email: is no e-mail address']],
    [
      'an address',
      {
        address: home({
          address_type: 'HOME',
          street: '1/2 Half St',
          street2: 'x'.repeat(41),
          city: 'B',
          country: 'USA',
          is_primary: 'yes',
          planet: 'Mars',
        }),
      },
      [
        'address_type: is MAILING or PHYSICAL',
        'street: is 1 to 40',
        'street2: is 40 characters at most',
        'city: is 2 to 40',
        'country: is a country code',
        'is_primary: is true or false',
        'planet: is no field',
      ].map((text) => `addresses.0.${text}`),
    ],
    [
      'a place in the US',
      { address: home({ state: 'Idaho', zip_code: '837' }) },
      ['addresses.0.state: is a code of two letters in the US', 'addresses.0.zip_code: is 12345 or 12345-1234 in the US'],
    ],
    ['all addresses', { address: home({ is_primary: 'false' }) }, ['addresses: has no primary address']],
    ['the form of an address', { address: '5 New St.' }, ["an address is written 'street=5 New St.;"]],
    ['that something is changed', {}, ['there is nothing to change']],
  ] as const)('sends nothing that breaks a rule of %s', async (...[, fields, answers]) => {
    const { code, stdout, stderr } = await update(AMARA, flagsOf(fields));
    expect({ code, stdout, asked: await control('GET /log') }).toEqual({ code: 2, stdout: '', asked: [] });
    for (const answer of answers) expect(stderr).toContain(answer);
  });

  it.each([
    ['{"email_address":"a@example.com"}', /email_address: is called email\./],
    ['[]', /no JSON object/],
    ['email', /not JSON/],
  ])('refuses the file %s', async (body, answer) => {
    expect(await update(AMARA, ['--body', '-'], body)).toMatchObject({ code: 2, stderr: matching(answer) });
  });
});

describe('bond customers update, when KYC has passed', () => {
  it('lets e-mail and phone change', async () => {
    expect(await update(VERIFIED, ['--verified', '--email', 'dan@example.org', '--phone', '5125550100'])).toMatchObject({ code: 0 });
    expect(await shown(VERIFIED)).toMatchObject({ email: 'dan@example.org', phone: '5125550100' });
  });

  it('sends nothing else where that is said, and else tells what Bond says', async () => {
    const flags = ['--first-name', 'Dan', '--address', home()];
    const told = /first_name: can only be changed by Bond's support.*addresses: must hold the primary address/;
    expect(await update(VERIFIED, [...flags, '--verified'])).toMatchObject({ code: 2, stderr: matching(told) });
    expect(JSON.stringify(await control('GET /log'))).not.toContain('PATCH');
    expect(await update(VERIFIED, flags)).toMatchObject({ code: 1, stderr: matching(/400.*first_name: Cannot be changed after KYC/) });
  });
});
