import { inspect } from 'node:util';

import { expect } from 'vitest';

import type { PeopleList, PeoplePage } from '../shared/webhook/people.ts';
import { type Answer, pageText, recordsIn, recordTexts } from './list-api.ts';
import { readList, TOO_OFTEN } from './list-reading.ts';
import type { Check, ShownList, Subject } from './subject.ts';
import { LONG, numbersIn, numeral, within } from './value-checks.ts';

/** Of whoever can list its customers: the folder's `people.json` says what the API is asked for and what it answers, page by page. */
export const listChecks: Readonly<Record<string, Check>> = {
  'shows how its API gives its list, in several pages': ({ provider, list }) => {
    expect(list !== undefined, 'a list of people and people.json go together').toBe(provider.people !== undefined);
    if (list) expect(list.pages.length).toBeGreaterThan(1);
  },

  'reads its list to the end, each page once': listing(async ({ people, list }) => {
    const { pages, asked } = await readList(list, { people });
    const cursors = pages.map(({ next }) => next);
    expect(asked, 'pages that were asked for').toEqual(list.pages.map((_page, at) => at));
    expect(numbersOf(pages, list)).toEqual(from(list, 0));
    expect(new Set(cursors).size, `none of ${cursors.join(', ')} comes twice`).toBe(cursors.length);
    expect(cursors.at(-1), 'the end has no next').toBe(undefined);
  }),

  'goes on after any page of its list': listing(async ({ people, list }) => {
    const { pages } = await readList(list, { people });
    for (const [at, { next }] of pages.entries()) {
      if (next === undefined) continue;
      const rest = await readList(list, { people, next });
      expect(numbersOf(rest.pages, list), `after page ${at + 1}`).toEqual(from(list, at + 1));
    }
  }),

  'asks again for a page of its list while the API is broken': listing(async ({ people, list }) => {
    const { pages } = await readList(list, { people, instead: ({ before }) => (before < 2 ? { status: 503, text: '{}' } : undefined) });
    expect(numbersOf(pages, list)).toEqual(from(list, 0));
  }),

  'loses nobody of its list by one odd record': listing(async ({ people, list }) => {
    for (const odd of ['null', '{}', '"odd"'])
      for (const place of [0, -1]) {
        const { pages, error } = await readList(list, { people, instead: ({ page }) => withOdd(list, { page, place, odd }) });
        if (place === -1 && error !== undefined) expect(inspect(error)).toMatch(/^PeopleUnread/);
        else expect(numbersOf(pages, list), `${odd} for one of each page`).toEqual(expect.arrayContaining(others(list, place)));
      }
  }),

  'keeps every digit of a long id in its list': listing(async ({ people, list }) => {
    const [text = ''] = recordTexts(list, 0);
    for (const number of numbersIn(Buffer.from(text)).filter((digits) =>
      idsOf(people, JSON.parse(text)).some((id) => within(id, digits)),
    )) {
      const long = (page: number) => recordTexts(list, page).map((each) => each.replace(numeral(number), LONG));
      const { pages } = await readList(list, { people, instead: ({ page }) => pageText(list, { page, records: long(page) }) });
      expect(idsOf(people, pages[0]?.records[0]), `${number} made long`).toContain(LONG);
    }
  }),

  'does not go round in circles in its list': listing(async ({ people, list }) => {
    const { asked, error } = await readList(list, { people, instead: () => pageText(list, { page: 0 }) });
    expect(asked.length, 'the same page again and again').toBeLessThan(TOO_OFTEN);
    if (error !== undefined) expect(inspect(error)).toMatch(/^PeopleUnread/);
  }),

  'says that its list cannot be read, and nothing of the answer or the key': listing(async ({ people, list }) => {
    for (const answer of REFUSALS) {
      const { error } = await readList(list, { people, instead: () => answer });
      expect(error, JSON.stringify(answer)).toMatchObject({ name: 'PeopleUnread' });
      expect(inspect(error, { depth: 9, showHidden: true }), JSON.stringify(answer)).not.toMatch(/ada@|Obi|credential of/);
    }
    const { error } = await readList(list, { people, isDown: true });
    expect(error, 'nobody answers').toMatchObject({ name: 'PeopleUnread' });
  }),
};

type Listed = Subject & { readonly people: PeopleList; readonly list: ShownList };

function listing(check: (listed: Listed) => Promise<void>): Check {
  return async ({ list, ...subject }) => {
    const { people } = subject.provider;
    if (people && list) await check({ ...subject, people, list });
  };
}

const REFUSALS: readonly Answer[] = [
  ...[400, 401, 403, 404, 422, 429, 500].map((status) => ({
    status,
    text: '{"error":"ada@example.com","Message":"Ada Obi is no customer"}',
  })),
  { text: '{"message":"ada@example.com","errors":[{"message":"Ada Obi"}]}' },
  { text: '<html>ada@example.com, Ada Obi</html>' },
  { text: '' },
  { text: 'null' },
];

function idsOf({ person }: PeopleList, record: unknown): readonly string[] {
  const listed = person(record);
  return 'customer' in listed ? [listed.customer.id ?? '', ...(listed.customer.aliases ?? [])] : [];
}

/** Their numbers, for a list of hundreds tells nobody anything. */
function numbersOf(pages: readonly PeoplePage[], list: ShownList): readonly unknown[] {
  const numbers = new Map(recordsIn(list).map(({ record, number }) => [inOrder(record), number]));
  return pages.flatMap(({ records }) => records.map((record) => numbers.get(inOrder(record)) ?? 'none of the list'));
}

/** JSON without a word on the order of keys. */
const inOrder = (record: unknown): string =>
  JSON.stringify(record, (_key, value: unknown) => (isObject(value) ? sorted(value) : value)) ?? '';
const sorted = (value: object): object => Object.fromEntries(Object.entries(value).sort(([one], [other]) => one.localeCompare(other)));
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The numbers of all from this page on. */
const from = (list: ShownList, first: number): readonly unknown[] =>
  recordsIn(list).flatMap(({ page, number }) => (page < first ? [] : number));

/** Of all but the first, or the last, of each page. */
const others = (list: ShownList, place: number): unknown[] =>
  list.pages.flatMap((_page, at) =>
    recordsIn(list)
      .flatMap(({ page, number }) => (page === at ? number : []))
      .toSpliced(place, 1),
  );

function withOdd(list: ShownList, { page, place, odd }: { readonly page: number; readonly place: number; readonly odd: string }) {
  const records = recordTexts(list, page);
  return records.length === 0 ? undefined : pageText(list, { page, records: records.toSpliced(place, 1, odd) });
}
