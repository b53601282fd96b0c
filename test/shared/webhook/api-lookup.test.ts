import { createServer, type Server } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { apiLookup } from '../../../shared/webhook/api-lookup.ts';

const lookup = apiLookup({
  provider: 'shop',
  reference: () => 'a/b',
  path: (reference) => `/things/${reference}`,
  headers: (key) => ({ 'x-key': key }),
  pick: (answer) => (JSON.stringify(answer)?.includes('thing') ? answer : undefined),
});

let server: Server;
let answer: { readonly status: number; readonly body: string; readonly location?: string };
let asked: string | undefined;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked = [request.url, request.headers['x-key']].join(' ');
    response.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(() => void server.close());

async function found(given: typeof answer): Promise<unknown> {
  answer = given;
  const address = server.address();
  const baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1/`;
  const { signal } = new AbortController();
  return lookup.fetch({ reference: 'a/b', credentials: { secretKey: 'k' }, settings: { baseUrl }, signal });
}

describe('a look-up at an API', () => {
  const { signal } = new AbortController();

  it('asks nothing until the config names the API, and then wants its key', async () => {
    expect(await lookup.fetch({ reference: 'x', credentials: {}, settings: {}, signal })).toBeUndefined();
    const keyless = lookup.fetch({ reference: 'x', credentials: {}, settings: { baseUrl: 'http://127.0.0.1:9' }, signal });
    await expect(keyless).rejects.toThrow('lacks "secretKey"');
  });

  it('takes what it asked for, with the reference escaped and the key in its header', async () => {
    expect(await found({ status: 200, body: '{"thing":1}' })).toEqual({ thing: 1 });
    expect(asked).toBe('/v1/things/a%2Fb k');
  });

  it('finds nothing where the API knows nothing', async () => {
    expect(await found({ status: 404, body: '' })).toBeUndefined();
  });

  it.each([
    [200, '{"other":1}'],
    [200, '<html>'],
    [401, '{"thing":1}'],
    [500, ''],
  ])('throws on %s with %s, and quotes nothing of it', async (status, body) => {
    await expect(found({ status, body })).rejects.toThrow(`shop answered ${status}, not as its API does: are baseUrl and secretKey right?`);
  });

  it('carries the key to no other address', async () => {
    await expect(found({ status: 302, body: '', location: 'http://127.0.0.1:9/' })).rejects.toThrow(/./);
  });
});
