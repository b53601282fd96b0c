import type { Person } from '../../functions/consumer/people/person.ts';
import type { Lease } from '../../functions/consumer/state/lease.ts';
import type { Alias, People } from '../../functions/consumer/state/people.ts';
import type { Customer } from '../../shared/bunce/api/answers.ts';
import { BunceError } from '../../shared/bunce/api/bunce-error.ts';
import type { CustomerChange, CustomerFilter, Customers, NewCustomer } from '../../shared/bunce/api/customers.ts';
import type { Import } from './import-rows.ts';
import type { Kept } from './kept.ts';
import { emptyReport } from './report.ts';

/** The same import, by which all is asked and nothing is written; it remembers to its end what it would have written. */
export function dry({ customers, people, ...rest }: Import): Import {
  const unwritten: Unwritten = { learnt: new Map(), given: new Map() };
  return { ...rest, customers: dryCustomers(customers), people: () => dryPeople(people(), unwritten) };
}

interface Unwritten {
  readonly learnt: Map<string, Person>;
  readonly given: Map<string, Alias>;
}

function dryPeople(people: People, { learnt, given }: Unwritten): People {
  const held = new Set<string>();
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

/** Reads, and answers what Bunce would to what it would take; what a run would have written by now counts. */
function dryCustomers({ list, find }: Customers): Customers {
  const news = new Map<string, Customer>();
  const owners = new Map<string, string>();
  const isTaken = ({ customer_id: id, email }: NewCustomer): boolean => news.has(id) || owners.has(email.toLowerCase());
  const write = ({ devices: _devices, ...fields }: Written): Customer => {
    const customer = { ...news.get(fields.customer_id), ...fields };
    news.set(customer.customer_id, customer);
    if (customer.email) owners.set(customer.email.toLowerCase(), customer.customer_id);
    return customer;
  };
  const withNews = (rows: readonly Customer[], { ids = [], emails = [] }: CustomerFilter): readonly Customer[] => {
    const named = [...ids, ...emails.flatMap((email) => owners.get(email.toLowerCase()) ?? [])];
    const all = [...rows, ...named.flatMap((id) => news.get(id) ?? [])];
    return [...new Map(all.toReversed().map((row) => [row.customer_id, { ...row, ...news.get(row.customer_id) }])).values()];
  };
  return {
    find,
    list(filter = {}) {
      const listed = list(filter);
      return { ...listed, all: async () => withNews(await listed.all(), filter) };
    },
    async create(customer) {
      if (isTaken(customer)) throw new BunceError('the customer exists', EXISTS);
      return write(customer);
    },
    createMany: async (customers) => customers.flatMap((customer) => (isTaken(customer) ? [] : write(customer))),
    update: async (id, change) => write({ ...change, customer_id: id }),
    updateMany: async (customers) => customers.map(write),
  };
}

type Written = CustomerChange & { readonly customer_id: string };

const EXISTS = { kind: 'refused', status: 409, said: 'exists', fields: {}, retryAfter: null, exists: true, doubt: false } as const;

/** Begins at the start, and leaves nothing behind. */
export const keptNowhere = (): Kept => ({ state: { before: 0, done: 0, report: emptyReport() }, isBegun: false, save() {}, forget() {} });
