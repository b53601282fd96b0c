import { expect, it } from 'vitest';

import { exists, judge, withoutPeople } from '../../../shared/bunce/status.ts';

const REFUSAL = { success: false, message: 'phone_no is required' };
const answered = (status: number, body: unknown) => judge({ kind: 'answered', status, body, after: null });

it.each([
  [200, { success: true, message: 'ok' }, 'ok'],
  [201, { message: 'created' }, 'ok'],
  [204, undefined, 'ok'],
  [200, '<html>', 'misdirected'],
  [200, REFUSAL, 'refused'],
  [302, 'moved', 'misdirected'],
  [400, REFUSAL, 'refused'],
  [401, REFUSAL, 'misdirected'],
  [403, 'Forbidden', 'misdirected'],
  [404, REFUSAL, 'refused'],
  [404, { message: 'Not Found' }, 'misdirected'],
  [405, '', 'misdirected'],
  [409, REFUSAL, 'refused'],
  [422, { status: false, message: 'no' }, 'refused'],
  [429, REFUSAL, 'busy'],
  [500, 'oops', 'down'],
  [502, 'bad gateway', 'unsure'],
  [503, undefined, 'down'],
  [504, undefined, 'unsure'],
])('takes %i with %j for %s', (status, body, kind) => {
  expect(answered(status, body).kind).toBe(kind);
});

it('takes a connection that never stood for surely not done, a lost answer for unsure, no key for a wrong key', () => {
  expect(judge({ kind: 'unsent', cause: 'ECONNREFUSED' }).kind).toBe('down');
  expect(judge({ kind: 'lost', cause: 'ECONNRESET' }).kind).toBe('unsure');
  expect(judge({ kind: 'keyless', cause: 'no key' })).toMatchObject({ kind: 'misdirected', setting: 'key' });
});

it.each([
  [409, 'conflict', true],
  [422, 'Customer already exists', true],
  [400, 'Duplicate entry', true],
  [422, 'email is not valid', false],
])('reads from %i "%s" whether the customer exists: %s', (status, message, expected) => {
  expect(exists(answered(status, { success: false, message }))).toBe(expected);
});

it('keeps people out of what Bunce says', () => {
  expect(withoutPeople('The email "Ada.Obi+x@example.com" or phone +234 803-123-4567 is taken (422)')).toBe(
    'The email "[e-mail]" or phone [number] is taken (422)',
  );
});
