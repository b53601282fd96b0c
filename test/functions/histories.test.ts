import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import config from '../../bunce-sync.config.ts';
import { hear } from '../../functions/reconcile/happening.ts';
import { shopify } from '../../functions/webhooks/shopify/provider.ts';
import { homeOf, sampleOf } from '../../local/samples.ts';
import { stageOf } from '../../shared/config/config.ts';
import { providers } from '../../functions/webhooks/registry.ts';

const live = stageOf(config, 'production');
const since = new Date('2026-03-14T00:00:00Z');
const rows = (count: number, row: object = {}) => Array.from({ length: count }, (_, index) => ({ id: index + 1, ...row }));

/** What the history of a provider lists where its API gives these pages, and what it asked for. */
async function listed(name: string, pages: readonly unknown[]) {
  const asked: { readonly path: string; readonly headers: object }[] = [];
  const get = async (call: (typeof asked)[number]): Promise<unknown> => pages[asked.push(call) - 1];
  const credentials = { secretKey: 'sk_1', accessToken: 'shpat_1' };
  const records: unknown[] = [];
  for await (const each of providers[name]?.history?.list({ since, secrets: ['sk_new', 'sk_old'], credentials, settings: {}, get }) ?? [])
    records.push(each);
  return { count: records.length, records, paths: asked.map(({ path }) => decodeURIComponent(path)), headers: asked[0]?.headers };
}

it("pages through Stripe's events by the last one of each page, and begins with the second that was asked for", async () => {
  const [first, second] = [
    { data: [{ id: 'evt_2' }, { id: 'evt_1' }], has_more: true },
    { data: [{ id: 'evt_0' }], has_more: false },
  ];
  expect(await listed('stripe', [first, second])).toMatchObject({
    count: 3,
    paths: ['/events?limit=100&created[gte]=1773446400', '/events?limit=100&created[gte]=1773446400&starting_after=evt_1'],
    headers: { authorization: 'Bearer sk_1' },
  });
});

it("pages through Paystack's transactions until a page is not full, a day more than asked for, with the newest secret", async () => {
  expect(await listed('paystack', [{ data: rows(100) }, { data: rows(3) }])).toMatchObject({
    count: 103,
    paths: [1, 2].map((page) => `/transaction?status=success&from=2026-03-13T00:00:00.000Z&perPage=100&page=${page}`),
    headers: { authorization: 'Bearer sk_new' },
  });
});

it("pages through Flutterwave's transactions as often as it says", async () => {
  const page = { data: rows(10), meta: { page_info: { total_pages: 3 } } };
  const { count, paths } = await listed('flutterwave', [page, page, page]);
  expect({ count, paths }).toEqual({
    count: 30,
    paths: [1, 2, 3].map(() => expect.stringMatching(/^\/transactions\?from=2026-03-13&to=/) as string),
  });
});

it("ends with the first of Clerk's users who is older", async () => {
  const [young, old] = [{ created_at: since.getTime() }, { created_at: since.getTime() - 1 }];
  const { count, paths } = await listed('clerk', [rows(500, young), [...rows(2, young), ...rows(498, old)]]);
  expect({ count, paths }).toEqual({ count: 502, paths: [0, 500].map((at) => `/users?order_by=-created_at&limit=500&offset=${at}`) });
});

it("pages through Shopify's orders by the id of the last, whatever its length", async () => {
  const last = { id: '8209829119461545081' };
  const { count, paths, headers } = await listed('shopify', [{ orders: [...rows(249), last] }, { orders: [] }]);
  expect({ count, headers }).toEqual({ count: 250, headers: { 'x-shopify-access-token': 'shpat_1' } });
  expect(paths.map((path) => path.replace(/.*since_id=/, ''))).toEqual(['0', last.id]);
});

it("asks for Shopify's orders by their last change, so that what became of an older one is seen", async () => {
  const { paths } = await listed('shopify', [{ orders: [] }]);
  expect(paths).toEqual(['/orders.json?status=any&updated_at_min=2026-03-14T00:00:00.000Z&limit=250&since_id=0']);
});

describe('an order of Shopify that is refunded today', () => {
  const [HOUR, DAY] = [3_600_000, 86_400_000];
  const now = new Date();
  const at = (ago: number): string => new Date(now.getTime() - ago).toISOString();
  const Order = z.looseObject({ refunds: z.array(z.looseObject({})) });
  const refunded = (placed: number) => {
    const order = Order.parse(sampleOf(homeOf('shopify'), 'refunds.create').history);
    const refunds = order.refunds.map((refund) => ({ ...refund, created_at: at(5 * HOUR), processed_at: at(5 * HOUR) }));
    return { ...order, refunds, created_at: at(placed), processed_at: at(placed), updated_at: at(5 * HOUR) };
  };

  it.each([
    ['and was placed days before the window', 9 * DAY, ['orders/paid', 'refunds/create']],
    ['and is older than the ledger, whose payment it may have forgotten', 40 * DAY, ['refunds/create']],
  ])('%s, tells of what happened in the window', async (_what, placed, topics) => {
    const { records } = await listed('shopify', [{ orders: [refunded(placed)] }]);
    const hearing = { provider: shopify, stack: { settings: live, settingsOf: () => ({}) }, since: new Date(at(2 * DAY)), now };
    const webhooks = records.flatMap((record) => shopify.history?.webhooks(record) ?? []);
    const heard = await Promise.all(webhooks.map(async (each) => hear(each, { ...hearing, find: async () => undefined })));
    const told = heard.flatMap((each) => (each.kind === 'happening' ? each.happening.envelope.type : []));
    expect(told.toSorted()).toEqual(topics);
    expect(heard.every((each) => each.kind === 'happening' || each.why === 'older')).toBe(true);
  });
});

it('tells nothing of what no webhook tells', () => {
  const webhooks = (name: string, record: object) => providers[name]?.history?.webhooks(record);
  expect(webhooks('paystack', { status: 'abandoned' })).toEqual([]);
  expect(webhooks('flutterwave', { status: 'pending' })).toEqual([]);
  expect(webhooks('shopify', { financial_status: 'pending' })).toEqual([]);
});
