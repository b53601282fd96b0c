import { expect, it } from 'vitest';
import { LOCAL_KEYS, startBunceSimulator } from '../../../local/bunce/server.ts';
import { person, simulated } from './simulated.ts';

it.each([
  ['no key', {}],
  ['an unknown key', { 'X-Authorization': 'sk_test_other' }],
  ['a bearer token', { Authorization: `Bearer ${LOCAL_KEYS.test}` }],
  ['a bearer word before the key', { 'X-Authorization': `Bearer ${LOCAL_KEYS.test}` }],
])('refuses %s', async (_what, headers: Record<string, string>) => {
  const { withHeaders } = await simulated();
  const answer = await withHeaders(headers)('GET /customers');
  expect(answer).toMatchObject({ status: 401, body: { success: false } });
  expect(answer.body).not.toHaveProperty('data');
});

it('does not start with a key that Bunce could not have made', async () => {
  await expect(startBunceSimulator({ keys: ['pk_123'] })).rejects.toThrow('sk_live_');
});

it('keeps live and test data apart', async () => {
  const { bunce, live, control } = await simulated();
  await live('POST /customers', person('ada'));
  expect(await bunce('GET /customers/user_ada')).toMatchObject({ status: 404 });
  expect(await live('GET /customers/user_ada')).toMatchObject({ status: 200 });
  expect((await control('GET /customers')).body).toMatchObject([{ mode: 'live', customer_id: 'user_ada' }]);
});

it('answers an unknown path 404, a wrong method 405, a broken id and broken JSON 400', async () => {
  const { bunce, url } = await simulated();
  expect(await bunce('GET /nothing')).toMatchObject({ status: 404, body: { success: false } });
  for (const line of ['DELETE /customers/a', 'DELETE /customers/a/devices', 'DELETE /events/a', 'POST /customers/a']) {
    expect(await bunce(line)).toMatchObject({ status: 405 });
  }
  expect(await bunce('GET /events/7')).toMatchObject({ status: 400, body: { success: false, message: 'ID param is not valid UUID' } });
  const headers = { 'X-Authorization': LOCAL_KEYS.test, 'content-type': 'application/json' };
  expect(await fetch(`${url}/customers`, { method: 'POST', headers, body: '{' })).toMatchObject({ status: 400 });
});

it('shuts an address out for the lock-out after one request too many', async () => {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const { bunce, control } = await simulated({ limit: { requests: 3 }, ports: { now: () => new Date(now) } });
  for (const _ of [1, 2, 3]) expect(await bunce('GET /customers')).toMatchObject({ status: 200 });
  const refused = await bunce('GET /customers');
  expect(refused).toMatchObject({ status: 429, body: { success: false, message: 'You have reached maximum request limit.' } });
  expect(refused.headers.get('retry-after')).toBe('60');
  now += 59_000;
  expect((await bunce('GET /customers')).headers.get('retry-after')).toBe('1');
  now += 1_000;
  expect(await bunce('GET /customers')).toMatchObject({ status: 200 });
  expect((await control('GET /log')).body).toHaveLength(6);
});

it('counts the minute that ends now, not the one on the clock', async () => {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const { bunce } = await simulated({ limit: { requests: 2 }, ports: { now: () => new Date(now) } });
  await bunce('GET /customers');
  now += 40_000;
  await bunce('GET /customers');
  now += 30_000;
  expect(await bunce('GET /customers')).toMatchObject({ status: 200 });
  expect(await bunce('GET /customers')).toMatchObject({ status: 429 });
});
