import * as z from 'zod/mini';

import { time } from '../../../shared/bunce/instant.ts';
import { pageBody, type PeopleList, personOf } from '../../../shared/webhook/people.ts';
import { person } from './map.ts';
import { User } from './schema.ts';

/** What Clerk allows at most is 500. */
const LIMIT = 100;
const Page = z.array(z.unknown());

/** GET /users, oldest first, so that who signs up meanwhile comes at the end: https://clerk.com/docs/reference/backend-api */
export const people: PeopleList = {
  credentials: { secretKey: "the secret key of Clerk's Backend API (sk_live_… or sk_test_…)" },
  baseUrl: 'https://api.clerk.com/v1',
  metadata: ['public_metadata', 'private_metadata'],
  async *list({ baseUrl, credentials: { secretKey = '' }, from = '0', sleep }) {
    for (let offset = Number(from); ; offset += LIMIT) {
      const url = `${baseUrl}/users?limit=${LIMIT}&offset=${offset}&order_by=%2Bcreated_at`;
      const records = await pageBody(Page, { url, headers: { authorization: `Bearer ${secretKey}` }, sleep, provider: 'Clerk' });
      const next = records.length < LIMIT ? undefined : String(offset + LIMIT);
      yield { records, next };
      if (next === undefined) return;
    }
  },
  person: personOf(User, (user) => ({ customer: person(user), updatedAt: time(user.updated_at) })),
};
