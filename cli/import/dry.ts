import type { Person } from '../../functions/consumer/people/person.ts';
import type { Lease } from '../../functions/consumer/state/lease.ts';
import type { Alias, People } from '../../functions/consumer/state/people.ts';
import type { Customers } from '../../shared/bunce/api/customers.ts';
import type { Kept } from './kept.ts';
import { emptyReport } from './report.ts';

/** The same people, of whom all is asked and nothing is written. */
export function dryPeople(people: People): People {
  const held = new Set<string>();
  const learnt = new Map<string, Person>();
  const given = new Map<string, Alias>();
  return {
    ...people,
    look: (key) => given.get(key) ?? people.look(key),
    lookAgain: async (key) => given.get(key) ?? people.lookAgain(key),
    seen: (person) => learnt.get(person) ?? people.seen(person),
    peek: async (person) => learnt.get(person) ?? people.peek(person),
    async claim(key, person) {
      const alias = given.get(key) ?? (await people.lookAgain(key));
      const now = alias.owner === undefined ? { ...alias, owner: person } : alias;
      given.set(key, now);
      return now;
    },
    async hand(key, holders) {
      given.set(key, holders);
      return true;
    },
    wait: async () => {},
    async lease(id, { account } = {}) {
      if (held.has(id)) return 'taken';
      held.add(id);
      const known = learnt.get(id) ?? (await people.peek(id)) ?? { id, account, marks: {}, wasGuest: account === undefined };
      return dryLease({ ...known, account: known.account ?? account }, { learnt, held });
    },
  };
}

interface Memory {
  readonly learnt: Map<string, Person>;
  readonly held: Set<string>;
}

function dryLease(leased: Person, { learnt, held }: Memory): Lease {
  let person = leased;
  learnt.set(person.id, person);
  return {
    get person() {
      return person;
    },
    learn(news) {
      person = { ...person, ...news };
      learnt.set(person.id, person);
    },
    release: async () => held.delete(person.id),
  };
}

/** Reads, and answers what Bunce would to what it would take. */
export const dryCustomers = ({ list, find }: Customers): Customers => ({
  list,
  find,
  create: async (customer) => withoutDevices(customer),
  createMany: async (customers) => customers.map(withoutDevices),
  update: async (id, change) => withoutDevices({ ...change, customer_id: id }),
  updateMany: async (customers) => customers.map(withoutDevices),
});

const withoutDevices = <Of extends { readonly devices?: unknown }>({ devices: _devices, ...fields }: Of): Omit<Of, 'devices'> => fields;

/** Begins at the start, and leaves nothing behind. */
export const keptNowhere = (): Kept => ({ state: { before: 0, done: 0, report: emptyReport() }, isBegun: false, save() {}, forget() {} });
