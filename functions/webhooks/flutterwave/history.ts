import * as z from 'zod/mini';

import type { History } from '../../../shared/webhook/history.ts';

const DAY = 86_400_000;

const Page = z.object({ data: z.array(z.unknown()), meta: z.object({ page_info: z.object({ total_pages: z.number() }) }) });
const Transaction = z.looseObject({ status: z.enum(['successful', 'failed']) });

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** v3 lists the charges that its webhooks tell of, by whole days: https://developer.flutterwave.com/v3.0.0/reference/get-transactions */
export const history: History = {
  api: 'https://api.flutterwave.com/v3',
  credentials: { secretKey: 'the secret key of the v3 API, for `reconcile` alone' },
  async *list({ since, credentials: { secretKey = '' }, get }) {
    const days = { from: dayOf(since.getTime() - DAY), to: dayOf(Date.now() + DAY) };
    for (let [page, last] = [1, 1]; page <= last; page += 1) {
      const query = new URLSearchParams({ ...days, page: String(page) });
      const answer = await get({ path: `/transactions?${query.toString()}`, headers: { authorization: `Bearer ${secretKey}` } });
      const { data, meta } = Page.parse(answer);
      yield* data;
      last = meta.page_info.total_pages;
    }
  },
  webhooks(record) {
    const ended = Transaction.safeParse(record);
    return ended.success ? [{ body: { event: 'charge.completed', data: ended.data } }] : [];
  },
};
