import * as z from 'zod/mini';

import type { Pair, Person, PersonRow } from '../../local/console/lists.ts';
import { MOST } from '../../local/console/protocol.ts';
import type { PeopleDesk } from '../../local/console/source.ts';

const Values = z.record(z.string(), z.unknown());
const Customer = z.looseObject({
  customer_id: z.string(),
  email: z.string(),
  first_name: z.nullish(z.string()),
  last_name: z.nullish(z.string()),
  phone_no: z.nullish(z.string()),
  attributes: Values,
});
type Customer = z.infer<typeof Customer>;
const Event = z.object({
  at: z.string(),
  name: z.string(),
  email: z.nullable(z.string()),
  customer_id: z.nullable(z.string()),
  payload: Values,
});
type Event = z.infer<typeof Event>;

export interface Known {
  /** Where the simulator's control routes begin. */
  readonly control: string;
  /** What the table of the run knows. */
  readonly records: PeopleDesk;
  /** Which of these ids of Bunce are people who were erased. */
  erasedAmong(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** The customers that Bunce's simulator holds, with what the table of the run knows of each. */
export function customersDesk({ control, records, erasedAmong }: Known): PeopleDesk {
  const customers = async () => listed(`${control}/customers`, Customer);
  const events = async () => byWhom(await listed(`${control}/events`, Event));
  const recordOf = async ({ customer_id: id, email }: Customer): Promise<Person | undefined> => {
    const [row] = [...(await records.find(id)), ...(email === '' ? [] : await records.find(email))];
    return row && records.one(row.id);
  };
  return {
    async find(text) {
      const wanted = text.trim().toLowerCase();
      const [all, told] = await Promise.all([customers(), events()]);
      const found = all.filter((customer) => findable(customer).includes(wanted)).reverse();
      // Of the others nothing is drawn.
      const erased = await erasedAmong(found.slice(0, MOST.people).map(({ customer_id: id }) => id));
      const rows = found.map((customer) => ({ ...rowOf(customer, told(customer)), isErased: erased.has(customer.customer_id) }));
      // Somebody of whom Bunce holds nothing: erased, or not yet told of.
      return wanted === '' || rows.length > 0 ? rows : records.find(text);
    },
    async one(id) {
      const record = await records.one(id);
      const [all, toldOf] = await Promise.all([customers(), events()]);
      const customer = all.find((each) => each.customer_id === id || isOf(each, record));
      if (!customer) return record;
      const known = record ?? (await recordOf(customer));
      const told = toldOf(customer);
      return {
        ...rowOf(customer, told),
        isErased: known?.isErased ?? false,
        attributes: pairs(customer.attributes),
        told: told.map(({ at, name, payload }) => ({ at: Date.parse(at), name, parameters: pairs(withoutPerson(payload)) })),
        aliases: known?.aliases ?? [],
        record: known?.record ?? [],
      };
    },
  };
}

/** The record says Bunce's id of them. */
const isOf = ({ customer_id: id, email }: Customer, record: Person | undefined): boolean =>
  record !== undefined &&
  (record.record.some(([name, value]) => name === "Bunce's id" && value === id) || (email !== '' && record.email === email));

async function listed<Shape extends z.ZodMiniType>(url: string, shape: Shape): Promise<z.infer<typeof shape>[]> {
  const response = await fetch(url);
  return z.array(shape).parse(await response.json());
}

/** A trigger names its customer by id, by e-mail, or by both. */
function byWhom(events: readonly Event[]): (customer: Customer) => readonly Event[] {
  const byId = Map.groupBy(events, (event) => event.customer_id);
  const byEmail = Map.groupBy(byId.get(null) ?? [], ({ email }) => email?.toLowerCase());
  return ({ customer_id: id, email }) =>
    [...(byId.get(id) ?? []), ...(byEmail.get(email.toLowerCase()) ?? [])].sort((one, other) => one.at.localeCompare(other.at));
}

const nameOf = ({ first_name: first, last_name: last }: Customer): string => [first, last].filter(Boolean).join(' ');

const findable = (customer: Customer): string =>
  [customer.customer_id, nameOf(customer), customer.email, customer.phone_no].join(' ').toLowerCase();

function rowOf(customer: Customer, told: readonly Event[]): Omit<PersonRow, 'isErased'> {
  const { customer_id: id, email, phone_no: phone } = customer;
  return { id, name: nameOf(customer) || id, email, phone: phone ?? '', events: told.length, find: findable(customer) };
}

const withoutPerson = ({ email: _email, customer: _customer, ...parameters }: Event['payload']): Event['payload'] => parameters;

const pairs = (values: Event['payload']): readonly Pair[] =>
  Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
