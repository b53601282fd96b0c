import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import { afterEach, describe, expect, it } from 'vitest';

import { providers } from '../../functions/webhooks/registry.ts';
import { close, listen } from '../../local/loopback.ts';
import type { PeoplePage } from '../../shared/webhook/people.ts';

interface Asked {
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = (asked: Asked, count: number) => { readonly status?: number; readonly body: unknown };

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await close(server);
});

/** A provider that answers so. */
async function api(answer: Answer) {
  const asked: Asked[] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const one = { url: new URL(request.url ?? '', 'http://localhost'), headers: request.headers, body: await text(request) };
    asked.push(one);
    const { status = 200, body } = answer(one, asked.length);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const server = createServer((request, response) => void respond(request, response).catch(() => response.destroy()));
  servers.push(server);
  return { asked, baseUrl: await listen(server) };
}

const CREDENTIALS = { secretKey: 'sk_test_1', accessToken: 'shpat_1', identity: 'id-1', authorization: 'key-1' };

function listOf(name: string) {
  const people = providers[name]?.people;
  if (!people) throw new Error(`${name} lists nobody`);
  return people;
}

async function pagesOf(
  name: string,
  { baseUrl, from }: { readonly baseUrl: string; readonly from?: string },
): Promise<readonly PeoplePage[]> {
  const pages: PeoplePage[] = [];
  for await (const page of listOf(name).list({ baseUrl, credentials: CREDENTIALS, from, sleep: async () => {} })) pages.push(page);
  return pages;
}

const range = (count: number, from = 0) => Array.from({ length: count }, (_, index) => index + from);

describe('pages', () => {
  it('of Stripe go on after the last id', async () => {
    const { asked, baseUrl } = await api(({ url }) =>
      url.searchParams.has('starting_after')
        ? { body: { data: [{ id: 'cus_3' }], has_more: false } }
        : { body: { data: [{ id: 'cus_1' }, { id: 'cus_2' }], has_more: true } },
    );
    expect((await pagesOf('stripe', { baseUrl })).map(({ next }) => next)).toEqual(['cus_2', undefined]);
    expect(asked.map(({ url }) => url.pathname + url.search)).toEqual([
      '/customers?limit=100',
      '/customers?limit=100&starting_after=cus_2',
    ]);
    expect(asked[0]?.headers.authorization).toBe('Bearer sk_test_1');
  });

  it('of Paystack have numbers and a count', async () => {
    const { asked, baseUrl } = await api(({ url }) => ({
      body: { status: true, data: [{ page: url.searchParams.get('page') }], meta: { total: 2, pageCount: 2 } },
    }));
    expect(await pagesOf('paystack', { baseUrl })).toMatchObject([
      { next: '2', total: 2 },
      { next: undefined, total: 2 },
    ]);
    expect(asked.map(({ url }) => url.search)).toEqual(['?perPage=100&page=1', '?perPage=100&page=2']);
  });

  it('of Clerk end with one that is not full', async () => {
    const { asked, baseUrl } = await api((_, count) => ({ body: range(count === 1 ? 100 : 1) }));
    expect(await pagesOf('clerk', { baseUrl, from: '100' })).toMatchObject([{ next: '200' }, { next: undefined }]);
    expect(asked.map(({ url }) => url.searchParams.get('offset'))).toEqual(['100', '200']);
    expect(asked[0]?.url.searchParams.get('order_by')).toBe('+created_at');
  });

  it('of Shopify follow the cursor, and wait where it is too much', async () => {
    const page = (hasNextPage: boolean) => ({
      data: {
        customers: { nodes: [{ hasNextPage }], pageInfo: { hasNextPage, endCursor: 'c1' } },
        customersCount: { count: 10_000, precision: hasNextPage ? 'EXACT' : 'AT_LEAST' },
      },
    });
    const { asked, baseUrl } = await api((_, count) => ({
      body: count === 1 ? { errors: [{ extensions: { code: 'THROTTLED' } }] } : page(count === 2),
    }));
    const pages = await pagesOf('shopify', { baseUrl });
    expect(pages.map(({ next, total }) => [next, total])).toEqual([
      ['c1', 10_000],
      [undefined, undefined],
    ]);
    expect(asked.map(({ body }) => (JSON.parse(body) as { variables: unknown }).variables)).toEqual([
      { after: null },
      { after: null },
      { after: 'c1' },
    ]);
    expect(asked[0]).toMatchObject({ url: { pathname: '/graphql.json' }, headers: { 'x-shopify-access-token': 'shpat_1' } });
  });

  it('of Bond have numbers, until one is not full', async () => {
    const { asked, baseUrl } = await api((_, count) => ({
      body: range(count === 1 ? 50 : 2, count * 100).map((n) => ({ customer_id: String(n) })),
    }));
    expect((await pagesOf('bond', { baseUrl })).map(({ records }) => records.length)).toEqual([50, 2]);
    expect(asked.map(({ url }) => url.search)).toEqual(['?page=1&per_page=50', '?page=2&per_page=50']);
    expect(asked[0]?.headers).toMatchObject({ identity: 'id-1', authorization: 'key-1' });
  });

  it.each(['stripe', 'paystack', 'clerk', 'shopify'])(
    'of %s are asked for again after a fault, and not after a refused key',
    async (name) => {
      const broken = await api((_, count) => (count < 3 ? { status: 503, body: {} } : { status: 401, body: { error: 'ada@example.com' } }));
      await expect(pagesOf(name, broken)).rejects.toThrow(/refuses the credentials \(401\): check that they are valid/);
      expect(broken.asked).toHaveLength(3);
    },
  );
});

describe('a record', () => {
  const person = (name: string, record: unknown) => listOf(name).person(record);

  it('is read as the webhooks of its provider are', () => {
    expect(person('stripe', { id: 'cus_1', email: 'A@example.com', name: 'Ada Obi', address: { country: 'NG' } })).toEqual({
      customer: { id: 'cus_1', email: 'a@example.com', name: 'Ada Obi', country: 'NG' },
    });
    expect(
      person('paystack', { customer_code: 'CUS_1', id: 7, email: 'a@example.com', updatedAt: '2026-03-14T09:26:53.000Z' }),
    ).toMatchObject({
      customer: { id: 'CUS_1', aliases: ['7'] },
      updatedAt: '2026-03-14T09:26:53.000Z',
    });
    expect(person('clerk', { id: 'user_1', external_id: 'u1', first_name: 'Ada', updated_at: 1773480413000 })).toMatchObject({
      customer: { id: 'u1', aliases: ['user_1'], firstName: 'Ada' },
      updatedAt: '2026-03-14T09:26:53.000Z',
    });
    expect(
      person('shopify', { legacyResourceId: '820982911946154508', defaultEmailAddress: { emailAddress: 'a@example.com' } }),
    ).toMatchObject({
      customer: { id: '820982911946154508', email: 'a@example.com' },
    });
    expect(person('bond', { customer_id: 'b1', brand_person_id: 'u1', email: 'a@example.com' })).toMatchObject({
      customer: { id: 'u1', aliases: ['b1'] },
    });
  });

  it.each(['stripe', 'clerk', 'shopify', 'bond'])('of %s that is none is refused, without a value of it', (name) => {
    expect(person(name, { email: 'a@example.com' })).toEqual({ refused: 'the record has another form than documented' });
  });

  it('of Paystack whose address a terminal made up is nobody', () => {
    expect(person('paystack', { customer_code: 'CUS_1', email: 'pos_1@email.com' })).toEqual({
      refused: 'it has neither an id nor an e-mail',
    });
  });
});
