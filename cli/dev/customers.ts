import * as z from 'zod/mini';

import type { Pair, Person, PersonRow } from '../../local/console/lists.ts';
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

/** The customers that Bunce's simulator holds, with what the table of the run knows of each. */
export function customersDesk(control: string, records: PeopleDesk): PeopleDesk {
  const held = async () => {
    const [customers, events] = await Promise.all([listed(`${control}/customers`, Customer), listed(`${control}/events`, Event)]);
    return customers.map((customer) => ({ customer, told: toldOf(customer, events) }));
  };
  const recordOf = async ({ customer_id: id, email }: Customer): Promise<Person | undefined> => {
    const [row] = [...(await records.find(id)), ...(email === '' ? [] : await records.find(email))];
    return row && records.one(row.id);
  };
  return {
    async find(text) {
      const wanted = text.trim().toLowerCase();
      const rows = (await held()).map(({ customer, told }) => rowOf(customer, told)).filter(({ find }) => find.includes(wanted));
      // Somebody of whom Bunce holds nothing: erased, or not yet told of.
      const others = wanted === '' || rows.length > 0 ? [] : await records.find(text);
      return [...rows.reverse(), ...others];
    },
    async one(id) {
      const record = await records.one(id);
      const all = await held();
      const found = all.find(({ customer }) => customer.customer_id === id || isOf(customer, record));
      if (!found) return record;
      const known = record ?? (await recordOf(found.customer));
      const { customer, told } = found;
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
const toldOf = ({ customer_id: id, email }: Customer, events: readonly Event[]): readonly Event[] =>
  events.filter((event) => (event.customer_id === null ? event.email?.toLowerCase() === email.toLowerCase() : event.customer_id === id));

function rowOf(
  { customer_id: id, email, first_name: first, last_name: last, phone_no: phone }: Customer,
  told: readonly Event[],
): PersonRow {
  const name = [first, last].filter(Boolean).join(' ');
  return {
    id,
    name: name === '' ? id : name,
    email,
    phone: phone ?? '',
    events: told.length,
    isErased: false,
    find: [id, name, email, phone].join(' ').toLowerCase(),
  };
}

const withoutPerson = ({ email: _email, customer: _customer, ...parameters }: Event['payload']): Event['payload'] => parameters;

const pairs = (values: Event['payload']): readonly Pair[] =>
  Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
