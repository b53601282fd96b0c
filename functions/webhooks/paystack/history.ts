import * as z from 'zod/mini';

import type { History } from '../../../shared/webhook/history.ts';

const PER_PAGE = 100;
const DAY = 86_400_000;

const Page = z.object({ data: z.array(z.unknown()) });
const Transaction = z.looseObject({ status: z.literal('success') });

/** Paystack lists transactions, by when they were begun; the list is the only thing that tells of them later: https://paystack.com/docs/api/transaction/#list */
export const history: History = {
  api: 'https://api.paystack.co',
  // What signs is the API's key.
  credentials: {},
  async *list({ since, secrets: [secretKey = ''], get }) {
    // Some pay the day after.
    const from = new Date(since.getTime() - DAY).toISOString();
    for (let [page, rows] = [1, PER_PAGE]; rows === PER_PAGE; page += 1) {
      const query = new URLSearchParams({ status: 'success', from, perPage: String(PER_PAGE), page: String(page) });
      const { data } = Page.parse(
        await get({ path: `/transaction?${query.toString()}`, headers: { authorization: `Bearer ${secretKey}` } }),
      );
      yield* data;
      rows = data.length;
    }
  },
  webhooks(record) {
    const paid = Transaction.safeParse(record);
    return paid.success ? [{ body: { event: 'charge.success', data: paid.data } }] : [];
  },
};
