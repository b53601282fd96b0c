import { describe, expect, it } from 'vitest';

import { shownIn, type InUrl, urlWith } from '../../../shared/webhook/in-url.ts';
import { parkedWebhook } from '../../../shared/webhook/unreadable.ts';
import { secretInUrl } from '../../../shared/webhook/shared-secret.ts';
import { verify } from '../../../shared/webhook/signature.ts';
import { hmacSource } from '../../../functions/webhooks/hmac/generic.ts';

const SECRET = 'q7-Rw_3n.8~Zk1';
const BASE = 'https://abc.execute-api.eu-west-1.amazonaws.com/webhooks/mpesa';
const IN_PATH: InUrl = { mode: 'path' };
const IN_QUERY: InUrl = { mode: 'query', parameter: 'token' };

const verdictOf = async (inUrl: InUrl, url: string) =>
  verify(secretInUrl(inUrl), {
    request: { headers: {}, body: Buffer.from('{}'), shown: shownIn(url) },
    secrets: ['another-secret', SECRET],
    now: new Date(),
  });

describe('a secret in the URL', () => {
  it('stands in the last segment, or in a parameter', () => {
    expect(urlWith(BASE, { inUrl: IN_PATH, secret: SECRET })).toBe(`${BASE}/${SECRET}`);
    expect(urlWith(`${BASE}?a=1`, { inUrl: IN_QUERY, secret: SECRET })).toBe(`${BASE}?a=1&token=${SECRET}`);
    expect(urlWith(BASE, { inUrl: undefined, secret: SECRET })).toBe(BASE);
  });

  it.each([
    ['ok', IN_PATH, `${BASE}/${SECRET}`],
    ['ok', IN_PATH, `${BASE}/%71${SECRET.slice(1)}`],
    ['ok', IN_PATH, `${BASE}/${SECRET}?token=other`],
    ['mismatch', IN_PATH, `${BASE}/${SECRET}x`],
    ['mismatch', IN_PATH, `${BASE}/${SECRET.slice(1)}`],
    ['unsigned', IN_PATH, `${BASE}/`],
    ['malformed', IN_PATH, `${BASE}/%ff`],
    ['ok', IN_QUERY, `${BASE}?token=${SECRET}`],
    ['ok', IN_QUERY, `${BASE}?a=1&to%6ben=${SECRET.replace('~', '%7E')}`],
    ['mismatch', IN_QUERY, `${BASE}?token=${SECRET}+`],
    ['mismatch', IN_QUERY, `${BASE}?token=%FF`],
    ['malformed', IN_QUERY, `${BASE}?token=${SECRET}&token=${SECRET}`],
    ['unsigned', IN_QUERY, `${BASE}?token=`],
    ['unsigned', IN_QUERY, `${BASE}?Token=${SECRET}`],
    ['unsigned', IN_QUERY, BASE],
  ] as const)('gives %s: %o %s', async (verdict, inUrl, url) => {
    expect(await verdictOf(inUrl, url)).toBe(verdict);
  });

  it('is none with letters that a URL would write otherwise', () => {
    const { flawOf, secretFrom } = secretInUrl(IN_PATH);
    for (const odd of ['a secret of mine', 'abc/def/ghi', 'naïve-secret', 'a+b+c+d+e', '100%-secret'])
      expect(flawOf(odd), odd).toMatch(/only letters, digits and - \. _ ~ stay/);
    expect(flawOf('short', 8)).toMatch(/at least 8/);
    expect(flawOf(secretFrom('words of a test'))).toBeUndefined();
  });

  it('is in nothing that is parked', () => {
    for (const signature of [{ mode: 'path' }, { mode: 'query', parameter: 'token' }] as const) {
      const provider = hmacSource({ name: 'mpesa', signature, on: {} });
      const url = urlWith(BASE, { inUrl: signature, secret: SECRET });
      const request = { headers: { host: 'x' }, body: Buffer.from('{}'), url: BASE, shown: shownIn(url) };
      const parked = parkedWebhook({ provider, request, type: 't', id: 'i', cause: 'c', now: new Date(0) });
      expect(JSON.stringify(parked)).not.toContain(SECRET);
    }
  });
});
