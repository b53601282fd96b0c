import { describe, expect, it } from 'vitest';

import { namesIn } from '../../../shared/webhook/names.ts';

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

  it.each([null, undefined, 7, 'Ada', ['Ada'], { name: { first: 'Ada' } }, { name: 7, firstName: [] }])('is none in %j', (own) => {
    expect(namesIn(own)).toEqual({});
  });
});
