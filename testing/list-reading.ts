import type { PeopleList, PeoplePage } from '../shared/webhook/people.ts';
import { type Instead, startListApi } from './list-api.ts';
import type { ShownList } from './subject.ts';

/** Who asks so often for so few pages will never end. */
export const TOO_OFTEN = 20;

interface How {
  readonly people: PeopleList;
  readonly next?: string;
  readonly instead?: Instead;
  /** Nobody listens any more. */
  readonly isDown?: boolean;
}

/** All that a list gives of an API such as its folder shows, until it ends, breaks or goes on for too long. */
export async function readList(list: ShownList, { people, next, instead, isDown = false }: How) {
  const api = await startListApi(list, instead);
  if (isDown) await api.close();
  const credentials = Object.fromEntries(Object.keys(people.credentials).map((key) => [key, `credential of ${key}`]));
  const pages: PeoplePage[] = [];
  try {
    for await (const page of people.list({ baseUrl: api.baseUrl, credentials, from: next, sleep: async () => {} })) {
      pages.push(page);
      if (api.asked.length >= TOO_OFTEN) break;
    }
    return { pages, asked: api.asked };
  } catch (error) {
    return { pages, asked: api.asked, error };
  } finally {
    await api.close();
  }
}
