import * as z from 'zod/mini';

import { time } from '../../../shared/bunce/instant.ts';
import { followPages, pageBody, type PeopleList, personOf } from '../../../shared/webhook/people.ts';
import { person } from './person.ts';
import { Listed } from './schema.ts';

const PER_PAGE = 100;
const Page = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ total: z.catch(z.optional(z.coerce.number()), undefined), pageCount: z.nullish(z.coerce.number()) }),
});

/** GET /customer, whose pages have numbers: https://paystack.com/docs/api/customer/#list */
export const people: PeopleList = {
  credentials: { secretKey: 'the secret key of Paystack (sk_live_… or sk_test_…)' },
  signing: 'secretKey',
  baseUrl: 'https://api.paystack.co',
  metadata: ['metadata'],
  list({ baseUrl, credentials: { secretKey = '' }, from, sleep }) {
    const page = async (number = '1') => {
      const url = `${baseUrl}/customer?perPage=${PER_PAGE}&page=${number}`;
      const { data, meta } = await pageBody(Page, { url, headers: { authorization: `Bearer ${secretKey}` }, sleep, provider: 'Paystack' });
      const isLast = data.length === 0 || (meta.pageCount ? Number(number) >= meta.pageCount : data.length < PER_PAGE);
      return { records: data, next: isLast ? undefined : String(Number(number) + 1), total: meta.total };
    };
    return followPages({ from, provider: 'Paystack', page });
  },
  person: personOf(Listed, ({ updatedAt, updated_at, ...who }) => ({ customer: person(who), updatedAt: time([updatedAt, updated_at]) })),
};
