import { expect, it, vi } from 'vitest';

import { Refused } from '../../../local/console/source.ts';
import { place, startConsole, TOKEN, type Request } from './asking.ts';

const replay: Request = {
  path: '/api/parked/replay',
  method: 'POST',
  body: '{"id":"paystack/a:1"}',
  headers: { 'x-console-token': TOKEN },
};

it.each<readonly [string, Request]>([
  ['under a name of the internet', { path: '/', headers: { host: 'rebound.example' } }],
  ['under a name that only begins like ours', { path: '/api/about', headers: { host: '127.0.0.1.evil.example' } }],
  ['from another page', { path: '/api/about', headers: { origin: 'http://evil.example' } }],
  ['from another port', { path: '/api/about', headers: { origin: 'http://127.0.0.1:1' } }],
  ['from a page without origin', { path: '/api/about', headers: { origin: 'null' } }],
])('what is asked %s is refused', async (_, request) => {
  const { asked } = await startConsole();
  expect((await asked(request)).status).toBe(403);
});

it.each([
  ['none', {}],
  ['a wrong one', { 'x-console-token': 'guessed' }],
])('with %s for a token nothing is changed', async (_, headers) => {
  const { asked, done } = await startConsole();
  expect([(await asked({ ...replay, headers })).status, done]).toEqual([403, []]);
});

it.each(['//x', '/\\x', '/x/..', '/%2e%2e', 'http://127.0.0.1', '//x/..'])(
  'the path is read once: %s before it leads past no token',
  async (before) => {
    const { asked, done } = await startConsole({ everyRequest: true });
    const raw = async (path: string, method: string) =>
      asked({ path: '/', target: `${before}${path}`, method, body: '{"id":"paystack/a:1"}' });
    const answers = [await raw('/api/parked/paystack%2Fa%3A1', 'GET'), await raw('/api/parked/replay', 'POST')];
    expect(answers.filter(({ status, text }) => (status !== 403 && status !== 400) || text.includes('paystack/a:1'))).toEqual([]);
    expect(done).toEqual([]);
  },
);

it('with the token of the page it is', async () => {
  const { asked, done } = await startConsole();
  expect(await asked(replay)).toMatchObject({ status: 200, text: JSON.stringify({ text: done[0] }) });
  expect(done).toEqual(['replay {"id":"paystack/a:1"}']);
});

it('a page of another start learns so by its stream, and is told what to do', async () => {
  const { asked } = await startConsole();
  const headers = { 'x-console-token': 'of the start before' };
  expect(await asked({ path: '/api/stream', headers })).toMatchObject({
    status: 403,
    text: expect.stringContaining('reload it') as string,
  });
});

it('where real people are shown nothing is read without it either', async () => {
  const { asked } = await startConsole({ everyRequest: true });
  const about = { path: '/api/about' };
  expect([(await asked(about)).status, (await asked({ ...about, headers: replay.headers ?? {} })).status]).toEqual([403, 200]);
});

it.each(['/', '/webhook/some-id', '/parked', '/people/a%2Fb'])('%s is the page, and nothing of other places', async (path) => {
  const { asked } = await startConsole();
  const { headers, text } = await asked({ path });
  expect([text, headers['content-security-policy'], headers['cache-control']]).toEqual([
    '<p>page',
    expect.stringMatching(/default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/),
    'no-store',
  ]);
});

it.each<readonly [string, Request, number, RegExp]>([
  ['a view that the place has not', { path: '/api/breaks' }, 400, /nothing of that here/],
  ['what is not there', { path: '/api/parked/unknown' }, 400, /not there any more/],
  ['an unknown address', { path: '/api/unknown' }, 404, /no GET \/api\/unknown/],
  ['no JSON', { ...replay, body: '{"id"' }, 400, /no JSON/],
  ['another shape', { ...replay, body: '{"id":7}' }, 400, /at id/],
  ['a body without its length', { ...replay, headers: { ...replay.headers, 'transfer-encoding': 'chunked' } }, 400, /how long/],
  ['what the place refuses', { ...replay, path: '/api/parked/drop' }, 400, /say what to drop/],
  ['what breaks', { path: '/api/people?q=x' }, 500, /the table is gone/],
  ['a path that is none', { path: '/api/parked/%E0%A4%A' }, 400, /is no address/],
  ['a change of the page', { path: '/', method: 'POST', body: '{}' }, 404, /Not Found/],
])('%s is answered in words', async (_, request, status, words) => {
  const { asked } = await startConsole();
  const said = await asked(request);
  expect([said.status, said.text]).toEqual([status, expect.stringMatching(words)]);
});

it('an id with a slash is one', async () => {
  const { asked } = await startConsole();
  expect((await asked({ path: '/api/parked/paystack%2Fa%3A1' })).text).toBe('{"id":"paystack/a:1"}');
});

it('the stream tells what happens, and of the queues, until the page goes', async () => {
  const { url, done } = await startConsole();
  const leaving = new AbortController();
  const response = await fetch(`${url}/api/stream`, { signal: leaving.signal, headers: { 'x-console-token': TOKEN } });
  const chunks: string[] = [];
  const read = (async () => {
    for await (const chunk of response.body ?? []) chunks.push(Buffer.from(chunk).toString());
  })().catch(() => {});
  await vi.waitFor(() => expect(chunks.join('')).toContain('event: numbers\ndata: {"queued":1'));
  expect(chunks.join('')).toContain('event: stale\ndata: ["parked"]');
  leaving.abort();
  await read;
  await vi.waitFor(() => expect(done).toEqual(['left']));
});

it('the stream says why the queues cannot be read, and that they can again', async () => {
  let error: Error | undefined = new Refused('log in again');
  const numbers = async () => (error ? Promise.reject(error) : { queued: 2, inFlight: 0, parked: 0 });
  const { url } = await startConsole({ source: { ...place([]), numbers } });
  const response = await fetch(`${url}/api/stream`, { headers: { 'x-console-token': TOKEN } });
  let said = '';
  void (async () => {
    for await (const chunk of response.body ?? []) said += Buffer.from(chunk).toString();
  })().catch(() => {});
  await vi.waitFor(() => expect(said).toContain('event: numbers\ndata: {"error":"log in again"}'));
  error = undefined;
  await vi.waitFor(() => expect(said).toContain('event: numbers\ndata: {"queued":2'), 5000);
});
