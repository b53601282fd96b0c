import { expect, it } from 'vitest';

import { bunce, BUNCE_SANDBOX } from '../../../../entries/bunce.ts';
import { person } from '../../../local/bunce/simulated.ts';
import { errorOf, talking } from './talking.ts';

it.each([
  ['a wrong key', { key: 'sk_test_wrong' }, /^Bunce refuses the key \(401: Unauthenticated\): take a valid one/],
  ['a key that is none', { key: 'sk_test_a\nb' }, /^Bunce refuses the key \(the key is none: it holds a line break/],
  ['blanks for a key', { key: ' \r\n' }, /^Bunce refuses the key \(no key/],
  ['no key', { key: '' }, /^Bunce refuses the key \(no key/],
  [
    'a URL where nobody is',
    { baseUrl: 'http://127.0.0.1:9/v1' },
    /^Bunce cannot be reached at http:\/\/127\.0\.0\.1:9\/v1 \(ECONNREFUSED\)/,
  ],
])('%s is an error that says what helps', async (_, options, message) => {
  const { customers } = await talking({ retries: 0, ...options });
  expect((await errorOf(customers.find('user_ada'))).message).toMatch(message);
});

it('a URL without a version is an error that names it', async () => {
  const { url } = await talking();
  const { customers } = await talking({ baseUrl: url.replace('/v1', '') });
  expect((await errorOf(customers.list().all())).message).toMatch(
    /^Bunce has nothing there \(404: Resource not found\): .*http.* is its URL with the version$/,
  );
});

it('what is no URL is refused before anything is asked', () => {
  expect(() => bunce({ baseUrl: 'sandbox', key: 'sk_test_x' })).toThrow(/baseUrl takes a URL with its version, .* got "sandbox"/);
  expect(BUNCE_SANDBOX).toBe('https://sandbox.api.bunce.so/v1');
});

it('an error names the fields that Bunce names, and repeats no address', async () => {
  const { customers, control } = await talking({ switches: { errorsField: true } });
  // @ts-expect-error: three of five are missing.
  const missing = await errorOf(customers.create({ customer_id: '1', email: 'a@example.com' }));
  expect(missing.message).toBe('Bunce refuses to create customer (422: first_name is required and must be present)');
  expect(Object.keys(missing.fields)).toEqual(['first_name', 'last_name', 'phone_no']);
  const errors = { email: ['ada@example.com is taken'], phone_no: 'no' };
  await control('POST /faults', { status: 422, body: { success: false, message: 'ada@example.com is taken', errors } });
  const told = await errorOf(customers.create(person('ada')));
  expect(told).toMatchObject({ said: '[e-mail] is taken', fields: { email: ['[e-mail] is taken'], phone_no: ['no'] } });
  expect(JSON.stringify(told) + told.stack).not.toContain('ada@example.com');
});

it.each([
  [{ success: false, message: 'Nothing of it' }, 'Nothing of it'],
  [{ status: false, message: 'Nothing of it' }, 'Nothing of it'],
  [{ error: { email: ['is taken'] } }, '{"email":["is taken"]}'],
])('a 200 that says no is a refusal: %j', async (body, said) => {
  const { events, control } = await talking();
  await control('POST /faults', { status: 200, body });
  expect(await errorOf(events.trigger({ event_id: 'e', payload: { email: 'a@example.com' } }))).toMatchObject({
    kind: 'refused',
    status: 200,
    said,
  });
});
