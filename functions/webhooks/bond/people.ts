import { askerOf } from '../../../shared/bond/ask.ts';
import { BondError } from '../../../shared/bond/bond-error.ts';
import { pagesOf } from '../../../shared/bond/pages.ts';
import { patient } from '../../../shared/bond/retry.ts';
import { object } from '../../../shared/webhook/field.ts';
import { type PeopleList, PeopleUnread, personOf } from '../../../shared/webhook/people.ts';
import { CREDENTIALS } from './lookup.ts';
import { person } from './map.ts';
import { Found, Id } from './schema.ts';

const Numbered = object({ customer_id: Id });

/** GET /customers, whose pages have numbers; it says of nobody when they changed. */
export const people: PeopleList = {
  credentials: CREDENTIALS,
  async *list({ baseUrl, credentials: { identity = '', authorization = '' }, from = '1', sleep }) {
    const ask = patient(askerOf({ baseUrl, identity, authorization }), { sleep });
    let page = Number(from);
    try {
      for await (const records of pagesOf(ask, { page })) {
        page += 1;
        yield { records, next: String(page) };
      }
    } catch (error) {
      throw error instanceof BondError ? new PeopleUnread(withoutWords(error)) : error;
    }
  },
  person: (record) => {
    const { data } = Found.safeParse(record);
    return personOf(Numbered, ({ customer_id: id }) => ({ customer: person(id, data) }))(record);
  },
};

/** Bond's own words may tell of a person. */
const withoutWords = ({ status, hint }: BondError): string =>
  [status ? `Bond answered ${status}` : 'Bond did not answer', hint && `(${hint})`].filter(Boolean).join(' ');
