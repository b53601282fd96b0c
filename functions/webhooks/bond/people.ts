import { askerOf } from '../../../shared/bond/ask.ts';
import { BondError } from '../../../shared/bond/bond-error.ts';
import { pageAt } from '../../../shared/bond/pages.ts';
import { patient, type PatientAsk } from '../../../shared/bond/retry.ts';
import { object } from '../../../shared/webhook/field.ts';
import { followPages, type PeopleList, type PeoplePage, PeopleUnread, personOf } from '../../../shared/webhook/people.ts';
import { CREDENTIALS } from './lookup.ts';
import { person } from './map.ts';
import { Found, Id } from './schema.ts';

const Numbered = object({ customer_id: Id });

/** GET /customers, whose pages have numbers; it says of nobody when they changed. */
export const people: PeopleList = {
  credentials: CREDENTIALS,
  list({ baseUrl, credentials: { identity = '', authorization = '' }, from, sleep }) {
    const ask = patient(askerOf({ baseUrl, identity, authorization }), { sleep });
    return followPages({ from, provider: 'Bond', page: async (number = '1') => pageFrom(Number(number), ask) });
  },
  person: (record) => {
    const { data } = Found.safeParse(record);
    return personOf(Numbered, ({ customer_id: id }) => ({ customer: person(id, data) }))(record);
  },
};

async function pageFrom(number: number, ask: PatientAsk): Promise<PeoplePage> {
  const { records, isLast } = await pageAt(ask, { page: number }).catch(unread);
  return { records, next: isLast ? undefined : String(number + 1) };
}

/** Bond's own words may tell of a person. */
function unread(error: unknown): never {
  if (!(error instanceof BondError)) throw error;
  const { status, hint } = error;
  throw new PeopleUnread([status ? `Bond answered ${status}` : 'Bond did not answer', hint && `(${hint})`].filter(Boolean).join(' '), {
    status,
  });
}
