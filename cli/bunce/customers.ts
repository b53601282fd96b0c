import type { Command } from 'commander';
import * as z from 'zod/mini';

import type { Customer } from '../../shared/bunce/api/answers.ts';
import type { CustomerChange, NewCustomer } from '../../shared/bunce/api/customers.ts';
import { isEmail } from '../../shared/bunce/named.ts';
import { several } from '../arguments.ts';
import { Failure } from '../failure.ts';
import { UsageError } from '../usage.ts';
import { bodyOf, isList, isObject, oneBodyOf } from './body.ts';
import { deviceOf } from './devices.ts';
import { asking, changing, type Options, reading, writing } from './place.ts';
import { countOf, inColumns, show, showList } from './rows.ts';

type Change = CustomerChange & { readonly customer_id: string };

const SomeCustomer = z.custom<NewCustomer>(isObject);
const SomeChange = z.custom<CustomerChange>(isObject);
const SomeChangeOf = z.custom<Change>(isObject);

interface ListOptions extends Options {
  readonly email?: readonly string[];
  readonly id?: readonly string[];
  readonly perPage?: number;
  readonly limit?: number;
}

interface Given extends Options {
  readonly id?: string;
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly phone?: string;
  readonly device?: readonly string[];
  readonly data?: string;
}

export function customersCommand(bunce: Command): void {
  const group = bunce.command('customers').description('list, look at, create and change customers');
  reading(group, { usage: 'list', description: 'all customers, or those with these e-mails or ids' })
    .option('--email <address>', 'may be repeated', several)
    .option('--id <id>', 'may be repeated', several)
    .option('--limit <count>', 'stop after so many', countOf)
    .option('--per-page <count>', 'rows that one call brings; default 50', countOf)
    .action(list);
  reading(group, { usage: 'show <who>', description: 'a customer by id, or those with an e-mail' }).action(showOne);
  withFields(writing(group, { usage: 'create', description: 'create a customer, or many from a file' }))
    .option('--id <id>', 'customer_id: the id in your own database')
    .action(create);
  withFields(
    writing(group, { usage: 'update [id]', description: 'change a customer, or many from a file, each with its customer_id' }),
  ).action(update);
}

const withFields = (command: Command): Command =>
  command
    .option('--email <address>')
    .option('--first-name <name>')
    .option('--last-name <name>')
    .option('--phone <number>', 'such as +2348031234567')
    .option('--device <type:token>', 'ios or android, and the push token; may be repeated', several)
    .option('--data <file>', 'JSON as Bunce takes it, a list for many; - is standard input');

const textOf = ({ customer_id: id, first_name: first, last_name: last, email, phone_no: phone }: Customer): string =>
  inColumns(id, [first, last].filter(Boolean).join(' '), email, phone);

const list = async ({ email, id, perPage, limit, json, ...place }: ListOptions): Promise<void> =>
  asking(place, async ({ customers }) => {
    const filter = { ...(email && { emails: email }), ...(id && { ids: id }), ...(perPage && { perPage }) };
    await showList(customers.list(filter), { what: 'customers', limit, json, textOf });
  });

const showOne = async (who: string, options: Options): Promise<void> =>
  asking(options, async ({ customers }) => {
    const one = isEmail(who) ? undefined : await customers.find(who);
    const found = isEmail(who) ? await customers.list({ emails: [who] }).all() : [one].flatMap((each) => each ?? []);
    if (found.length === 0) throw new Failure(`Bunce has no customer ${who}`);
    show(found, { ...options, textOf: (one) => inLines(one) + (found.length > 1 ? '\n' : '') });
  });

/** What is not there is not shown. */
const inLines = ({ devices, ...customer }: Customer): string =>
  [
    ...Object.entries(customer).flatMap(([name, value]) => (value === null || value === undefined ? [] : [`${name}: ${value}`])),
    ...(devices ?? []).map((device) => `device: ${inColumns(device.device_type, device.token)}`),
  ].join('\n');

const fieldsOf = ({ email, firstName, lastName, phone, device }: Given) => ({
  email,
  first_name: firstName,
  last_name: lastName,
  phone_no: phone,
  devices: device?.map(deviceOf),
});

async function create(options: Given): Promise<void> {
  const body = bodyOf(SomeCustomer, { ...options, given: { customer_id: options.id, ...fieldsOf(options) } });
  await changing({ ...options, what: isList(body) ? `create ${body.length} customers` : 'create a customer' }, async ({ customers }) =>
    show(isList(body) ? await customers.createMany(body) : [await customers.create(body)], { ...options, textOf }),
  );
}

async function update(id: string | undefined, options: Given): Promise<void> {
  if (id === undefined) return updateMany(options);
  const change = oneBodyOf(SomeChange, { ...options, given: fieldsOf(options) });
  if (Object.keys(change).length === 0) throw new UsageError('say what to change, such as --phone +2348031234567');
  await changing({ ...options, what: `change customer ${id}` }, async ({ customers }) => {
    const changed = await customers.update(id, change);
    show([changed ?? { customer_id: id }], { ...options, textOf });
  });
}

async function updateMany(options: Given): Promise<void> {
  const body = options.data === undefined ? undefined : bodyOf(SomeChangeOf, { ...options, given: fieldsOf(options) });
  if (!body || !isList(body)) throw new UsageError('name a customer, or give --data with a list of customers');
  await changing({ ...options, what: `change ${body.length} customers` }, async ({ customers }) =>
    show(await customers.updateMany(body), { ...options, textOf }),
  );
}
