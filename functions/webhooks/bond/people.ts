import * as z from 'zod/mini';

import { askerOf } from '../../../shared/bond/ask.ts';
import { BondError } from '../../../shared/bond/bond-error.ts';
import { patient, type PatientAsk } from '../../../shared/bond/retry.ts';
import { object } from '../../../shared/webhook/field.ts';
import { followPages, type PeopleList, type PeoplePage, PeopleUnread, personOf } from '../../../shared/webhook/people.ts';
import { CREDENTIALS } from './lookup.ts';
import { person } from './map.ts';
import { Found, Id } from './schema.ts';

/** What Bond gives at most. */
const LIMIT = 50;
const Page = z.array(z.unknown());
const Numbered = object({ customer_id: Id });

/** GET /customers, whose pages have numbers; it says of nobody when they changed. */
export const people: PeopleList = {
  credentials: CREDENTIALS,
  list({ baseUrl, credentials: { identity = '', authorization = '' }, from, sleep }) {
    const ask = patient(askerOf({ baseUrl, identity, authorization }), { sleep });
    return followPages({ from, provider: 'Bond', page: async (number = '1') => pageAt(Number(number), ask) });
  },
  person: (record) => {
    const { data } = Found.safeParse(record);
    return personOf(Numbered, ({ customer_id: id }) => ({ customer: person(id, data) }))(record);
  },
};

/** Bond tells no total: a page that is not full is the last. */
async function pageAt(number: number, ask: PatientAsk): Promise<PeoplePage> {
  const answer = await ask({ path: `/customers?page=${number}&per_page=${LIMIT}` }).catch(unread(number));
  const { data: records } = z.safeParse(Page, answer ? answer.body : []);
  if (!records) throw new PeopleUnread('Bond answered, but not as its API does: is baseUrl right?');
  return { records, next: records.length < LIMIT ? undefined : String(number + 1) };
}

/** A page behind the last one may be none at all. Bond's own words may tell of a person. */
const unread =
  (number: number) =>
  (error: unknown): undefined => {
    if (!(error instanceof BondError)) throw error;
    const { status, hint } = error;
    if (status === 404 && number > 1) return undefined;
    throw new PeopleUnread([status ? `Bond answered ${status}` : 'Bond did not answer', hint && `(${hint})`].filter(Boolean).join(' '));
  };
