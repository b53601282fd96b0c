import * as z from 'zod/mini';

import type { History } from '../../../shared/webhook/history.ts';

const LIMIT = 500;

const Page = z.array(z.looseObject({ created_at: z.number() }));

/** Clerk lists users, newest first; who signed up is told as they stand now: https://clerk.com/docs/reference/backend-api/tag/Users */
export const history: History = {
  api: 'https://api.clerk.com/v1',
  credentials: { secretKey: 'the secret key of the Backend API, for `reconcile` alone' },
  async *list({ since, credentials: { secretKey = '' }, get }) {
    for (let [offset, more] = [0, true]; more; offset += LIMIT) {
      const query = new URLSearchParams({ order_by: '-created_at', limit: String(LIMIT), offset: String(offset) });
      const users = Page.parse(await get({ path: `/users?${query.toString()}`, headers: { authorization: `Bearer ${secretKey}` } }));
      const recent = users.filter(({ created_at: at }) => at >= since.getTime());
      yield* recent;
      more = recent.length === LIMIT;
    }
  },
  webhooks: (user) => [{ body: { type: 'user.created', object: 'event', data: user } }],
};
