import * as z from 'zod/mini';
import type { Account, Customer } from './account.ts';
import { created, exists, invalid, notFound, ok, reading, type Answer, type FieldFault, type Handler } from './answer.ts';
import { deviceView } from './devices.ts';
import { CustomerChange, text, WholeCustomer } from './fields.ts';
import { page } from './pages.ts';
import { add, change, clash, withEmail } from './register.ts';

/** The only keys that POST /customers is documented to answer with. */
const createdView = ({ customer_id, first_name, last_name, email, phone_no, customer_created_at }: Customer) => ({
  customer_id,
  first_name,
  last_name,
  email,
  phone_no,
  customer_created_at,
});

export const customerView = (customer: Customer) => ({
  ...createdView(customer),
  providers: null,
  updated_at: customer.updated_at,
  last_interaction: customer.last_interaction,
  devices: customer.devices.map(deviceView),
});

export const createCustomer = reading(WholeCustomer, (account, { body }) => {
  const clashing = clash(account, body);
  if (clashing) return exists(account, `Customer with this ${clashing}`);
  return created(account, { data: createdView(add(account, body)), message: 'Customer created successfully' });
});

type NewCustomer = z.infer<typeof WholeCustomer>;

const bulkOf = <Row extends z.ZodMiniType>(row: Row) => z.object({ customers: z.array(row).check(z.minLength(1)) });

const tooMany = ({ switches }: Account, rows: readonly unknown[]): FieldFault[] =>
  rows.length > switches.maximumRows ? [{ field: 'customers', text: `customers may not have more than ${switches.maximumRows} rows` }] : [];

function twins(account: Account, rows: readonly NewCustomer[]): boolean[] {
  const ids = new Set<string>();
  const emails = new Set<string>();
  return rows.map((row) => {
    const email = row.email.toLowerCase();
    const twin = ids.has(row.customer_id) || (account.switches.sameEmail === 'refuse' && emails.has(email));
    ids.add(row.customer_id);
    emails.add(email);
    return twin;
  });
}

export const createCustomers = reading(bulkOf(WholeCustomer), (account, { body: { customers } }) => {
  const many = tooMany(account, customers);
  if (many.length > 0) return invalid(account, many);
  const twin = twins(account, customers);
  const clashing = customers.findIndex((row, index) => clash(account, row) !== undefined || twin[index]);
  if (clashing >= 0 && account.switches.bulkPartial === 'refuse') return exists(account, `customers.${clashing}`);
  const added = customers.flatMap((row) => (clash(account, row) ? [] : [add(account, row)]));
  return created(account, { data: added.map(createdView), message: 'Customers created successfully' });
});

const commaList = (query: URLSearchParams, name: string): string[] => (query.get(name) ?? '').split(',').filter(Boolean);

function selected(account: Account, query: URLSearchParams): Customer[] {
  const ids = commaList(query, 'customer_ids');
  const emails = commaList(query, 'emails');
  if (ids.length + emails.length === 0) return [...account.customers.values()];
  const named = ids.flatMap((id) => account.customers.get(id) ?? []);
  return [...new Set([...named, ...emails.flatMap((email) => withEmail(account, email))])];
}

export const listCustomers: Handler = (account, call) =>
  page(account, { rows: selected(account, call.query), call, view: customerView, shape: account.switches.customerList });

const onCustomer = (
  account: Account,
  { id, handle }: { readonly id: string | undefined; readonly handle: (customer: Customer) => Answer },
): Answer => {
  const customer = account.customers.get(id ?? '');
  return customer ? handle(customer) : notFound('Customer');
};

export const findCustomer: Handler = (account, { params: [id] }) =>
  onCustomer(account, { id, handle: (customer) => ok(customerView(customer), 'Customer retrieved successfully') });

/** Whether the new e-mail is somebody else's while e-mails are unique. */
function takenEmail(
  account: Account,
  { customer, email }: { readonly customer: Customer; readonly email: string | null | undefined },
): boolean {
  return account.switches.sameEmail === 'refuse' && withEmail(account, email ?? '').some((other) => other !== customer);
}

export const editCustomer = reading(CustomerChange, (account, { params: [id], body }) =>
  onCustomer(account, {
    id,
    handle: (customer) => {
      if (takenEmail(account, { customer, email: body.email })) return exists(account, 'Customer with this email');
      change(account, { customer, fields: body, keepsValidEmail: account.switches.putKeepsValidEmail });
      return ok(customerView(customer), 'Customer updated successfully');
    },
  }),
);

export const editCustomers = reading(bulkOf(z.extend(CustomerChange, { customer_id: text })), (account, { body: { customers } }) => {
  const unknown = customers.flatMap(({ customer_id }, index) =>
    account.customers.has(customer_id)
      ? []
      : [{ field: `customers.${index}.customer_id`, text: `customers.${index}.customer_id does not exist` }],
  );
  const faults = [...tooMany(account, customers), ...(account.switches.bulkPartial === 'refuse' ? unknown : [])];
  if (faults.length > 0) return invalid(account, faults);
  const known = customers.flatMap((fields) => {
    const customer = account.customers.get(fields.customer_id);
    return customer ? [{ customer, fields }] : [];
  });
  for (const row of known) change(account, { ...row, keepsValidEmail: true });
  return ok(
    known.map(({ customer }) => customerView(customer)),
    'Customers updated successfully',
  );
});
