import * as z from 'zod/mini';

import { customer } from '../../shared/bunce/command.ts';
import { id, object, text } from '../../shared/webhook/field.ts';
import { followPages, pageBody, type PeopleList, type PeoplePage, type PeopleRequest, personOf } from '../../shared/webhook/people.ts';
import type { ShownList } from '../../testing/subject.ts';

const Buyer = object({ buyer: id, email: text, name: text, updated: text });
type Buyer = z.infer<typeof Buyer>;

export const who = ({ buyer, email, name }: Buyer) => customer({ id: buyer, email, name });

const Page = z.object({ buyers: z.array(z.unknown()), next: z.nullable(z.string()) });

/** One page of the sound provider's API. */
export async function soundPage({ baseUrl, credentials: { key = '' }, sleep }: PeopleRequest, at = 'first'): Promise<PeoplePage> {
  const call = { url: `${baseUrl}/buyers?at=${at}`, headers: { authorization: `Bearer ${key}` } };
  const { buyers, next } = await pageBody(Page, { ...call, sleep, provider: 'Sound' });
  return { records: buyers, next: next ?? undefined };
}

/** The customers of the sound provider. */
export const soundPeople: PeopleList = {
  credentials: { key: 'the key of its API' },
  metadata: ['metadata'],
  list: (request) => followPages({ from: request.from, provider: 'Sound', page: async (at) => soundPage(request, at) }),
  person: personOf(Buyer, (buyer) => ({ customer: who(buyer), updatedAt: '2026-03-14T10:00:00.000Z' })),
};

/** Of the buyer in its samples. */
export const soundPerson = { buyer: 4711, email: 'Flaw@example.com', name: 'Ada Eze', metadata: {} };

export const soundList: ShownList = {
  record: { buyer: 4711, email: 'flaw#@example.com', name: 'Ada Eze' },
  pages: [
    { path: '/buyers?at=first', records: 3, answer: { buyers: 'RECORDS', next: 'second' } },
    { path: '/buyers?at=second', records: 3, answer: { buyers: 'RECORDS', next: 'third' } },
    { path: '/buyers?at=third', records: 1, answer: { buyers: 'RECORDS', next: null } },
  ],
};
