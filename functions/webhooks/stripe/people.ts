import * as z from 'zod/mini';

import { followPages, pageBody, type PeopleList, PeopleUnread, personOf } from '../../../shared/webhook/people.ts';
import { Profile } from './customer-schema.ts';
import { person } from './person.ts';

/** What Stripe gives at most. */
const LIMIT = 100;
const Page = z.object({ data: z.array(z.unknown()), has_more: z.boolean() });
const Numbered = z.object({ id: z.string() });

/** GET /customers, newest first; Stripe says when one was made, and of no change. https://docs.stripe.com/api/customers/list */
export const people: PeopleList = {
  credentials: { secretKey: 'a secret or restricted key of Stripe that may read customers (sk_… or rk_…)' },
  baseUrl: 'https://api.stripe.com/v1',
  metadata: ['metadata'],
  list({ baseUrl, credentials: { secretKey = '' }, from, sleep }) {
    const page = async (after: string | undefined) => {
      const url = `${baseUrl}/customers?limit=${LIMIT}${after === undefined ? '' : `&starting_after=${encodeURIComponent(after)}`}`;
      const { data, has_more: isMore } = await pageBody(Page, {
        url,
        headers: { authorization: `Bearer ${secretKey}` },
        sleep,
        provider: 'Stripe',
      });
      return { records: data, next: isMore ? lastIn(data) : undefined };
    };
    return followPages({ from, provider: 'Stripe', page });
  },
  person: personOf(Profile, (profile) => ({ customer: person(profile) })),
};

/** The id that the next page comes after: that of the last record which has one. */
function lastIn(records: readonly unknown[]): string {
  const id = records.flatMap((record) => z.safeParse(Numbered, record).data?.id ?? []).at(-1);
  if (id === undefined) throw new PeopleUnread('Stripe says that there are more customers, and not after whom');
  return id;
}
