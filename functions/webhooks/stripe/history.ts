import * as z from 'zod/mini';

import { type History, unixSeconds } from '../../../shared/webhook/history.ts';

const Page = z.object({ data: z.array(z.looseObject({ id: z.string() })), has_more: z.boolean() });

/** Stripe lists the very events that its webhooks carry, newest first, for 30 days: https://docs.stripe.com/api/events/list */
export const history: History = {
  api: 'https://api.stripe.com/v1',
  credentials: { secretKey: 'a restricted key of the API that may read events, for `reconcile` alone' },
  async *list({ since, credentials: { secretKey = '' }, get }) {
    const query = new URLSearchParams({ limit: '100', 'created[gte]': String(unixSeconds(since)) });
    for (let more = true; more;) {
      const page = Page.parse(await get({ path: `/events?${query.toString()}`, headers: { authorization: `Bearer ${secretKey}` } }));
      yield* page.data;
      const last = page.data.at(-1);
      if (last) query.set('starting_after', last.id);
      more = page.has_more && last !== undefined;
    }
  },
  webhooks: (event) => [{ body: event }],
};
