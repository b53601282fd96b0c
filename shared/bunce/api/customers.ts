import {
  createCustomer,
  createCustomers,
  type Fields,
  listCustomers,
  listIn,
  type NewDevice,
  updateCustomer,
  updateCustomers,
  type Whole,
} from '../wire.ts';
import { Customer, dataIn, dataOf, rowsOf } from './answers.ts';
import type { Ask } from './ask.ts';
import { findCustomer } from './calls.ts';
import { inParts } from './in-parts.ts';
import { orNone } from './or-none.ts';
import { joined, type List, listing, type PageQuery } from './pages.ts';

interface Equipped {
  readonly devices?: readonly NewDevice[] | null;
}

/** `customer_id` is the id in your own database. */
export type NewCustomer = Whole & Equipped;
export type CustomerChange = Omit<Fields, 'customer_id'> & Equipped;

export interface CustomerFilter extends PageQuery {
  /** One e-mail may belong to several customers. */
  readonly emails?: readonly string[];
  readonly ids?: readonly string[];
}

export interface Customers {
  /** As Bunce answers it: its `customer_id` is the one to keep. A customer that exists is a BunceError with `exists`. */
  create(customer: NewCustomer): Promise<Customer>;
  /** In one call, which Bunce refuses whole for one bad row; those it answers with. How many rows it takes is documented nowhere. */
  createMany(customers: readonly NewCustomer[]): Promise<readonly Customer[]>;
  /** All of them, or those with these e-mails or ids, in as many calls as it takes: none where a list is empty. */
  list(filter?: CustomerFilter): List<Customer>;
  /** Undefined where Bunce has none. */
  find(id: string): Promise<Customer | undefined>;
  /** As it is afterwards, where Bunce says so. */
  update(id: string, change: CustomerChange): Promise<Customer | undefined>;
  /** In one call, which leaves a valid e-mail as it is without a word. */
  updateMany(customers: readonly (CustomerChange & { readonly customer_id: string })[]): Promise<readonly Customer[]>;
}

export const customersOf = (ask: Ask): Customers => ({
  create: async (customer) => dataIn(Customer, await ask(createCustomer(customer))) ?? sent(customer),
  createMany: async (customers) => rowsOf(Customer, listIn(await ask(createCustomers(customers)))),
  list: ({ perPage, cursor, ...names } = {}) => {
    const parts = inParts(names);
    const part = (index: number, from: string | undefined) =>
      listing(ask, {
        ...(perPage !== undefined && { perPage }),
        ...(from !== undefined && { cursor: from }),
        what: 'customers',
        row: Customer,
        callFor: (at) => listCustomers({ ...at, ...parts[index] }),
      });
    return joined({ count: parts.length, cursor, part });
  },
  find: async (id) => orNone(async () => dataOf(Customer, { body: await ask(findCustomer(id)), what: 'customer' })),
  update: async (id, change) => dataIn(Customer, await ask(updateCustomer({ ...change, customer_id: id }))),
  updateMany: async (customers) => rowsOf(Customer, listIn(await ask(updateCustomers(customers)))),
});

/** What stands for an answer that does not repeat the customer. */
const sent = ({ devices: _devices, ...fields }: NewCustomer): Customer => fields;
