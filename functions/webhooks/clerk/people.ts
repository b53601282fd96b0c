import * as z from 'zod/mini';

import { time } from '../../../shared/bunce/instant.ts';
import { followPages, pageBody, type PeopleList, personOf } from '../../../shared/webhook/people.ts';
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
  list({ baseUrl, credentials: { secretKey = '' }, from, sleep }) {
    const page = async (offset = '0') => {
      const url = `${baseUrl}/users?limit=${LIMIT}&offset=${offset}&order_by=%2Bcreated_at`;
      const records = await pageBody(Page, { url, headers: { authorization: `Bearer ${secretKey}` }, sleep, provider: 'Clerk' });
      return { records, next: records.length < LIMIT ? undefined : String(Number(offset) + LIMIT) };
    };
    return followPages({ from, provider: 'Clerk', page });
  },
  person: personOf(User, (user) => ({ customer: person(user), updatedAt: time(user.updated_at) })),
};
