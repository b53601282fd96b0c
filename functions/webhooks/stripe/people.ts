import * as z from 'zod/mini';

import { customer } from '../../../shared/bunce/command.ts';
import { object, text } from '../../../shared/webhook/field.ts';
import { pageBody, type PeopleList, personOf } from '../../../shared/webhook/people.ts';
import { Contact } from './schema.ts';

/** What Stripe gives at most. */
const LIMIT = 100;
const Page = z.object({ data: z.array(z.unknown()), has_more: z.boolean() });
const Numbered = z.object({ id: z.string() });
const Record = object({ id: z.string(), ...Contact, customer_account: text });

/** GET /customers, newest first; Stripe says when one was made, and of no change. https://docs.stripe.com/api/customers/list */
export const people: PeopleList = {
  credentials: { secretKey: 'a secret or restricted key of Stripe that may read customers (sk_… or rk_…)' },
  baseUrl: 'https://api.stripe.com/v1',
  metadata: ['metadata'],
  async *list({ baseUrl, credentials: { secretKey = '' }, from, sleep }) {
    for (let after = from; ;) {
      const url = `${baseUrl}/customers?limit=${LIMIT}${after === undefined ? '' : `&starting_after=${encodeURIComponent(after)}`}`;
      const page = await pageBody(Page, { url, headers: { authorization: `Bearer ${secretKey}` }, sleep, provider: 'Stripe' });
      after = page.has_more ? z.safeParse(Numbered, page.data.at(-1)).data?.id : undefined;
      yield { records: page.data, next: after };
      if (after === undefined) return;
    }
  },
  person: personOf(Record, ({ id, email, name, phone, address, customer_account: account }) => ({
    customer: customer({ id, aliases: [account], email, name, phone, country: address?.country }),
  })),
};
