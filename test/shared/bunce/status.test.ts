import { describe, expect, it } from 'vitest';

import { exists, judge, notFound, withoutPeople } from '../../../shared/bunce/status.ts';

const REFUSAL = { success: false, message: 'phone_no is required' };
const AWAY = { least: 60, most: 900 };
const answered = (status: number, body: unknown, after: number | null = null) => judge({ kind: 'answered', status, body, after }, AWAY);

describe('an answer', () => {
  it.each([
    [200, { success: true, message: 'ok' }, 'ok'],
    [201, { message: 'created' }, 'ok'],
    [202, { success: true, message: 'queued' }, 'ok'],
    [200, { success: true, error: null, data: { status: 'error' } }, 'ok'],
    [200, { devices: [] }, 'ok'],
    [204, undefined, 'ok'],
    [302, 'moved', 'misdirected'],
    [400, REFUSAL, 'refused'],
    [400, '<html>400 Bad Request</html>', 'refused'],
    [401, REFUSAL, 'misdirected'],
    [403, '<html>Attention Required!</html>', 'misdirected'],
    [409, REFUSAL, 'refused'],
    [413, '', 'refused'],
    [422, { status: false, message: 'no' }, 'refused'],
    [429, REFUSAL, 'busy'],
  ])('of %i with %j is taken for %s', (status, body, kind) => {
    expect(answered(status, body).kind).toBe(kind);
  });

  it.each([
    REFUSAL,
    { success: false },
    { success: false, message: null },
    { success: false, message: { email: ['is odd'] } },
    { status: false },
    { status: 'error', message: 'Something went wrong' },
    { error: 'maintenance' },
    { success: true, error: { code: 7 } },
  ])('of 200 that says no, in whatever words, is a refusal: %j', (body) => {
    expect(answered(200, body).kind).toBe('refused');
  });

  it.each([
    [200, '<html>'],
    [200, 'ok'],
    [200, undefined],
    [200, null],
    [201, undefined],
    [502, 'bad gateway'],
    [504, undefined],
    [520, 'x'],
    [522, 'x'],
    [524, REFUSAL],
    [530, undefined],
    [599, {}],
  ])('of %i with %j says nothing of whether it was done', (status, body) => {
    expect(answered(status, body).kind).toBe('unsure');
  });

  it.each([
    [408, undefined],
    [500, 'oops'],
    [503, REFUSAL],
  ])('of %i is a sure no for now', (status, body) => {
    expect(answered(status, body).kind).toBe('down');
  });
});

describe('no answer', () => {
  it('is a sure no where nothing was sent, and nobody knows where something was', () => {
    expect(judge({ kind: 'unsent', cause: 'ECONNREFUSED' }).kind).toBe('down');
    expect(judge({ kind: 'lost', cause: 'ECONNRESET', broken: true }).kind).toBe('unsure');
  });

  it('for want of a key is a wrong key', () => {
    expect(judge({ kind: 'keyless', cause: 'no key' })).toMatchObject({ kind: 'misdirected', setting: 'key', status: null });
  });
});

describe('a 404 or 405', () => {
  it.each([
    [404, REFUSAL],
    [404, { success: false }],
    [404, { message: 'No query results for model [Customer] 7' }],
    [405, REFUSAL],
  ])('of %i with %j is of Bunce itself', (status, body) => {
    expect(answered(status, body).kind).toBe('refused');
    expect(notFound(answered(status, body))).toBe(status === 404);
  });

  it.each([
    [404, { message: 'Not Found' }],
    [404, { statusCode: 404, message: 'Cannot GET /v2', error: 'Not Found' }],
    [404, '<html>'],
    [405, ''],
  ])('of %i with %j is of something else at its address', (status, body) => {
    expect(answered(status, body)).toMatchObject({ kind: 'misdirected', setting: 'base URL' });
    expect(notFound(answered(status, body))).toBe(false);
  });
});

describe('Retry-After', () => {
  it.each([
    [429, null, 60],
    [429, 0, 60],
    [429, 200, 200],
    [429, 1_793_000_000, 900],
    [429, Infinity, 900],
    [503, null, null],
    [503, 1, 60],
    [524, 7200, 900],
  ])('of a %i that gives %s keeps away for %s seconds', (status, given, after) => {
    expect(answered(status, REFUSAL, given)).toMatchObject({ after });
  });
});

it.each([
  [409, 'conflict', true],
  [422, 'Customer already exists', true],
  [400, 'Duplicate entry', true],
  [422, 'email is not valid', false],
  [404, 'No customer exists with this id', false],
])('reads from %i "%s" whether the customer exists: %s', (status, message, expected) => {
  expect(exists(answered(status, { success: false, message }))).toBe(expected);
});

it('keeps people out of what Bunce says', () => {
  const said = 'The email "Ada.Obi+x@example.com" or phone +234 803-123-4567 is taken (422)';
  expect(withoutPeople(said)).toBe('The email "[e-mail]" or phone [number] is taken (422)');
  expect(answered(422, { success: false, message: { email: ['ada@example.com is taken'] } })).toMatchObject({
    message: '{"email":["[e-mail] is taken"]}',
  });
});
