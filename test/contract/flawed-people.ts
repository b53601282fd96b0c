import * as z from 'zod/mini';

import { upsert } from '../../shared/bunce/command.ts';
import type { Listed, PeopleList } from '../../shared/webhook/people.ts';
import { fieldsOf } from '../../testing/hostile.ts';
import { type Flaw, type Flaws, Paid, sample, sound } from './sound.ts';
import { soundPeople, soundPerson } from './sound-people.ts';

const listed = (people: Partial<PeopleList>): Flaw => ({ provider: { ...sound, people: { ...soundPeople, ...people } } });

type Sound = Extract<Listed, { customer: unknown }>;

/** The sound person, said otherwise. */
const saying =
  (change: (said: Sound, record: unknown) => Listed): PeopleList['person'] =>
  (record) => {
    const said = soundPeople.person(record);
    return 'refused' in said ? said : change(said, record);
  };

const Emailed = z.object({ email: z.catch(z.string(), '') });
let reads = 0;

/** Of who a customer of its list is. */
export const peopleFlaws: Flaws = {
  'lists people and shows none': {
    caughtBy: 'shows by a sample how its API lists a customer',
    flaw: { samples: ['one', 'two'].map((name) => ({ ...sample(name), person: undefined })) },
  },
  'spells a name otherwise in its list': {
    caughtBy: 'lists a customer as the webhook tells of them',
    flaw: listed({ person: saying((said) => ({ ...said, customer: { ...said.customer, name: said.customer.name?.toUpperCase() } })) }),
  },
  'gives another id in its list': {
    caughtBy: 'lists a customer as the webhook tells of them',
    flaw: listed({ person: saying((said) => ({ ...said, customer: { ...said.customer, id: `buyer-${said.customer.id}` } })) }),
  },
  'leaves an e-mail out of its list': {
    caughtBy: 'lists a customer as the webhook tells of them',
    flaw: listed({ person: saying(({ customer: { email: _email, ...customer } }) => ({ customer })) }),
  },
  'refuses whom its webhook tells of': {
    caughtBy: 'lists a customer as the webhook tells of them',
    flaw: listed({ person: () => ({ refused: 'not today' }) }),
  },
  'takes milliseconds for seconds in its list': {
    caughtBy: 'dates a record no earlier than the webhook that told of it',
    flaw: {
      provider: {
        ...sound,
        events: { paid: (payload) => [upsert({ customer: customerIn(payload), occurredAt: '2026-03-14T10:00:00.000Z' })] },
        people: { ...soundPeople, person: saying(({ customer }) => ({ customer, updatedAt: '1970-01-21T12:38:02.400Z' })) },
      },
    },
  },
  'has no metadata in its list': {
    caughtBy: 'finds your own id in a record where it finds it in the webhook',
    flaw: listed({ metadata: [] }),
  },
  'throws at a record of another form': {
    caughtBy: 'takes any record for a customer, or refuses it',
    flaw: listed({ person: saying(trimmed) }),
  },
  'takes an empty e-mail for one': {
    caughtBy: 'takes any record for a customer, or refuses it',
    flaw: listed({ person: saying((said, record) => ({ customer: { ...said.customer, email: Emailed.parse(record).email } })) }),
  },
  'quotes what it refuses': {
    caughtBy: 'takes any record for a customer, or refuses it',
    flaw: listed({
      person: (record) => (fieldsOf(record)['buyer'] ? soundPeople.person(record) : { refused: `no id: ${JSON.stringify(record)}` }),
    }),
  },
  'counts what it has read': {
    caughtBy: 'says the same of a record every time, and leaves it as it was',
    flaw: listed({ person: saying(({ customer }) => ({ customer, updatedAt: new Date(Date.UTC(2026, 3, (reads += 1))).toISOString() })) }),
  },
  'writes into a record': {
    caughtBy: 'says the same of a record every time, and leaves it as it was',
    flaw: listed({
      person: saying((said, record) => {
        Object.assign(fieldsOf(record), { seen: true });
        return said;
      }),
    }),
  },
};

function customerIn(payload: unknown) {
  const { buyer, email, name } = Paid.parse(payload).data;
  const said = soundPeople.person({ ...soundPerson, buyer, email, name });
  return 'customer' in said ? said.customer : {};
}

/** By a method that a number has not. */
function trimmed(said: Sound, record: unknown): Listed {
  const { email } = fieldsOf(record) as { readonly email?: string | null };
  return { ...said, customer: { ...said.customer, ...(email && { email: email.trim().toLowerCase() }) } };
}
