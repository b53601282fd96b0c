import * as z from 'zod/mini';

import { customer } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { id, moment, object, part, text } from '../../../shared/webhook/field.ts';
import { followPages, pageBody, type PeopleList, PeopleUnread, personOf } from '../../../shared/webhook/people.ts';
import { first } from './first.ts';

const FIRST = 100;
const QUERY = `query ($after: String) { customers(first: ${FIRST}, after: $after, sortKey: ID) {
  nodes { legacyResourceId firstName lastName updatedAt defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber }
    defaultAddress { phone countryCodeV2 } }
  pageInfo { hasNextPage endCursor } } customersCount { count precision } }`;

const Customers = z.object({
  nodes: z.array(z.unknown()),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.nullable(z.string()) }),
});
/** Beyond 10,000 it says only that there are more. */
const Count = z.object({ count: z.number(), precision: z.literal('EXACT') });
const Page = z.object({ data: z.object({ customers: Customers, customersCount: z.catch(z.optional(Count), undefined) }) });

/** Told by a 200 too. */
const Throttled = z.object({ errors: z.array(z.object({ extensions: z.object({ code: z.literal('THROTTLED') }) })) });
const isBusy = (body: unknown): boolean => z.safeParse(Throttled, body).success;

const Record = object({
  legacyResourceId: id,
  firstName: text,
  lastName: text,
  updatedAt: moment,
  defaultEmailAddress: part(object({ emailAddress: text })),
  defaultPhoneNumber: part(object({ phoneNumber: text })),
  defaultAddress: part(object({ phone: text, countryCodeV2: text })),
});

/** The Admin API by GraphQL, since 2025-04: https://shopify.dev/docs/api/admin-graphql/latest/queries/customers */
export const people: PeopleList = {
  credentials: { accessToken: 'an access token of the Admin API with the scope read_customers (shpat_…)' },
  list({ baseUrl, credentials: { accessToken = '' }, from, sleep }) {
    const page = async (after: string | undefined) => {
      const body = JSON.stringify({ query: QUERY, variables: { after: after ?? null } });
      const headers = { 'content-type': 'application/json', 'x-shopify-access-token': accessToken };
      const call = { url: `${baseUrl}/graphql.json`, method: 'POST', headers, body } as const;
      const { customers, customersCount } = (await pageBody(Page, { ...call, isBusy, sleep, provider: 'Shopify' })).data;
      const { nodes, pageInfo } = customers;
      const next = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
      if (next === null) throw new PeopleUnread('Shopify says that there are more customers, and not after whom');
      return { records: nodes, next, total: customersCount?.count };
    };
    return followPages({ from, provider: 'Shopify', page });
  },
  person: personOf(Record, (record) => ({
    customer: customer({
      id: record.legacyResourceId,
      email: record.defaultEmailAddress?.emailAddress,
      phone: first(record.defaultPhoneNumber?.phoneNumber, record.defaultAddress?.phone),
      firstName: record.firstName,
      lastName: record.lastName,
      country: record.defaultAddress?.countryCodeV2,
    }),
    updatedAt: time(record.updatedAt),
  })),
};
