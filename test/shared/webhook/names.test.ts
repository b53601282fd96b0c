import { describe, expect, it } from 'vitest';

import { contactIn, namesIn } from '../../../shared/webhook/names.ts';

describe('a name in what a team wrote', () => {
  it.each([
    [
      { first_name: 'Ada', last_name: 'Obi' },
      { firstName: 'Ada', lastName: 'Obi' },
    ],
    [
      { firstName: 'Ada', familyName: 'Obi', name: 'Ada Obi' },
      { firstName: 'Ada', lastName: 'Obi' },
    ],
    [{ first_name: ' ', firstName: 'Ada' }, { firstName: 'Ada' }],
    [{ 'Full Name': 'Ada Obi' }, { name: 'Ada Obi' }],
    [{ displayName: 'ada', name: 'Ada Obi' }, { name: 'Ada Obi' }],
    [{ display_name: 'ada' }, { name: 'ada' }],
  ])('is found in %j', (own, names) => {
    expect(namesIn(own)).toEqual(names);
  });

  it.each([null, undefined, 7, 'Ada', ['Ada'], { name: { first: 'Ada' } }, { name: 7, firstName: [] }, { name: 'ada@example.com' }])(
    'is none in %j',
    (own) => {
      expect(namesIn(own)).toEqual({});
    },
  );
});

describe('how a person is reached', () => {
  it.each([
    [
      { email: ' ', Email: 'ada@example.com', phone: 2348031234567 },
      { email: 'ada@example.com', phone: '2348031234567' },
    ],
    [
      { email_address: 'ada@example.com', 'Phone Number': '0803' },
      { email: 'ada@example.com', phone: '0803' },
    ],
    [{ email: { primary: 'ada@example.com' }, mobile: ['0803'] }, {}],
    [null, {}],
  ])('is found in %j', (own, contact) => {
    expect(contactIn(own)).toEqual(contact);
  });
});
