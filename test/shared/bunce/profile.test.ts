import { describe, expect, it } from 'vitest';

import { e164 } from '../../../shared/bunce/phone.ts';
import { profileOf, splitName } from '../../../shared/bunce/profile.ts';

describe('a name', () => {
  it.each([
    ['Ada Lovelace', { first: 'Ada', last: 'Lovelace' }],
    ['Lovelace, Ada', { first: 'Ada', last: 'Lovelace' }],
    ['Ludwig  van Beethoven ', { first: 'Ludwig', last: 'van Beethoven' }],
    ['Cher', { first: 'Cher' }],
    ['Cher,', { first: 'Cher' }],
    ['李小龍', { first: '李小龍' }],
    ['   ', {}],
  ])('%j is split', (name, parts) => {
    expect(splitName(name)).toEqual(parts);
  });

  it('is split only where the provider gives no parts', () => {
    expect(profileOf({ firstName: 'Ada', lastName: 'King', name: 'A. K.' }, { defaultCountry: 'NG' })).toEqual({
      first_name: 'Ada',
      last_name: 'King',
    });
    expect(profileOf({ firstName: 'Ada', name: 'Ada King' }, { defaultCountry: 'NG' })).toEqual({ first_name: 'Ada', last_name: 'King' });
  });
});

describe('a phone number', () => {
  it.each([
    ['0803 123 4567', 'NG', '+2348031234567'],
    ['2348031234567', 'NG', '+2348031234567'],
    ['+1 (415) 555-2671', 'NG', '+14155552671'],
    ['024 123 4567', 'gh', '+233241234567'],
    ['+2348031234567', 'XX', '+2348031234567'],
    ['12', 'NG', undefined],
    ['call me', 'NG', undefined],
    ['', 'NG', undefined],
  ])('%j read in %s is %s', (phone, country, expected) => {
    expect(e164(phone, { country })).toBe(expected);
  });

  it('reads by the country of the person, else of the config', () => {
    const phone = '024 123 4567';
    expect(profileOf({ phone, country: 'GH' }, { defaultCountry: 'NG' })).toEqual({ phone_no: '+233241234567' });
    expect(profileOf({ phone: 'none' }, { defaultCountry: 'NG' })).toEqual({});
  });
});
