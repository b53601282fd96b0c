import * as z from 'zod/mini';

import { followPages, type PeopleList, type PeoplePage, type PeopleRequest, PeopleUnread } from '../../shared/webhook/people.ts';
import { http } from '../../shared/runtime/http.ts';
import { fieldsOf } from '../../testing/hostile.ts';
import { type Flaw, type Flaws, sound } from './sound.ts';
import { soundList, soundPage, soundPeople } from './sound-people.ts';

const listing = (list: PeopleList['list']): Flaw => ({ provider: { ...sound, people: { ...soundPeople, list } } });

/** As the sound list, with another way to read a page. */
const paging = (page: (request: PeopleRequest, at: string | undefined) => Promise<PeoplePage>): Flaw =>
  listing((request) => followPages({ from: request.from, provider: 'Sound', page: async (at) => page(request, at) }));

/** Page after page, whatever they are. */
async function* blindly(request: PeopleRequest): AsyncGenerator<PeoplePage, void> {
  for (let at = request.from; ;) {
    const page = await soundPage(request, at);
    yield page;
    if (page.next === undefined) return;
    at = page.next;
  }
}

/** The body of a page without patience and without care. */
async function bodyOf({ baseUrl }: PeopleRequest, at = 'first'): Promise<string> {
  return (await http({ url: `${baseUrl}/buyers?at=${at}`, headers: {}, signal: AbortSignal.timeout(5000) })).text;
}

const Page = z.object({ buyers: z.array(z.unknown()), next: z.nullable(z.string()) });
const pageIn = (body: unknown): PeoplePage => {
  const { buyers, next } = Page.parse(body);
  return { records: buyers, next: next ?? undefined };
};

/** Of how its list is read. */
export const listFlaws: Flaws = {
  'does not show its list': {
    caughtBy: 'shows how its API gives its list, in several pages',
    flaw: { list: undefined },
  },
  'shows one page of its list': {
    caughtBy: 'shows how its API gives its list, in several pages',
    flaw: { list: { ...soundList, pages: soundList.pages.slice(2) } },
  },
  'reads the first page of its list alone': {
    caughtBy: 'reads its list to the end, each page once',
    flaw: paging(async (request, at) => ({ ...(await soundPage(request, at)), next: undefined })),
  },
  'does not say that its list is at its end': {
    caughtBy: 'reads its list to the end, each page once',
    flaw: listing(async function* (request) {
      for await (const { records, next = 'fourth' } of soundPeople.list(request)) yield { records, next };
    }),
  },
  'begins its list anew wherever it was': {
    caughtBy: 'goes on after any page of its list',
    flaw: listing((request) => soundPeople.list({ ...request, from: undefined })),
  },
  'gives up its list at the first fault': {
    caughtBy: 'asks again for a page of its list while the API is broken',
    flaw: paging(async (request, at) => {
      try {
        return pageIn(JSON.parse(await bodyOf(request, at)));
      } catch {
        throw new PeopleUnread('Sound has no list');
      }
    }),
  },
  'ends its list at a record without an id': {
    caughtBy: 'loses nobody of its list by one odd record',
    flaw: paging(async (request, at) => {
      const { records, next } = await soundPage(request, at);
      return { records, next: records.every((record) => fieldsOf(record)['buyer'] !== undefined) ? next : undefined };
    }),
  },
  'rounds the ids of its list': {
    caughtBy: 'keeps every digit of a long id in its list',
    flaw: paging(async (request, at) => pageIn(JSON.parse(await bodyOf(request, at)))),
  },
  'follows its list in circles': {
    caughtBy: 'does not go round in circles in its list',
    flaw: listing(blindly),
  },
  'quotes what the API of its list answers': {
    caughtBy: 'says that its list cannot be read, and nothing of the answer or the key',
    flaw: paging(async (request, at) => {
      const text = await bodyOf(request, at);
      if (!text.includes('"buyers"')) throw new PeopleUnread(`Sound answered ${text}`);
      return pageIn(JSON.parse(text));
    }),
  },
  'lets what went wrong with its list out as it is': {
    caughtBy: 'says that its list cannot be read, and nothing of the answer or the key',
    flaw: paging(async (request, at) => pageIn(JSON.parse(await bodyOf(request, at)))),
  },
  'tells the key of its list': {
    caughtBy: 'says that its list cannot be read, and nothing of the answer or the key',
    flaw: paging(async (request, at) =>
      soundPage(request, at).catch((cause: unknown) => {
        throw new PeopleUnread(`Sound refuses ${request.credentials['key']}`, { cause });
      }),
    ),
  },
  'takes a list that it cannot read for an empty one': {
    caughtBy: 'says that its list cannot be read, and nothing of the answer or the key',
    flaw: paging(async (request, at) => soundPage(request, at).catch(() => ({ records: [], next: undefined }))),
  },
};
