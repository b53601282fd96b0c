import { lagosTime, type Account, type Customer } from './account.ts';
import { isEmail, type CustomerChange, type NamedCustomer, type NewDevice } from './fields.ts';

interface Identity {
  readonly customer_id?: string | null | undefined;
  readonly email?: string | null | undefined;
}

export const withEmail = ({ emails }: Account, email: string): readonly Customer[] => emails.get(email.toLowerCase()) ?? [];

/** By id, else the eldest with that e-mail. */
export function find(account: Account, { customer_id, email }: Identity): Customer | undefined {
  return account.customers.get(customer_id ?? '') ?? (email ? withEmail(account, email)[0] : undefined);
}

/** What stands in the way of a new customer, if anything. */
export function clash(account: Account, { customer_id, email }: Identity): 'customer_id' | 'email' | undefined {
  if (account.customers.has(customer_id ?? '')) return 'customer_id';
  const taken = account.switches.sameEmail === 'refuse' && withEmail(account, email ?? '').length > 0;
  return taken ? 'email' : undefined;
}

/** Stores a customer as given, minting the id if there is none. The caller has looked for clashes. */
export function add(account: Account, fields: NamedCustomer): Customer {
  const now = lagosTime(account);
  const customer: Customer = {
    customer_id: fields.customer_id || account.ports.newId(),
    email: fields.email ?? '',
    first_name: fields.first_name ?? '',
    last_name: fields.last_name ?? '',
    phone_no: fields.phone_no ?? null,
    customer_created_at: now,
    updated_at: now,
    last_interaction: null,
    devices: [],
    attributes: new Map(),
  };
  account.customers.set(customer.customer_id, customer);
  list(account, customer);
  addDevices(account, { customer, devices: fields.devices ?? [] });
  return customer;
}

function list({ emails }: Account, customer: Customer): void {
  const email = customer.email.toLowerCase();
  if (email) emails.set(email, [...(emails.get(email) ?? []), customer]);
}

function unlist({ emails }: Account, customer: Customer): void {
  const email = customer.email.toLowerCase();
  const others = (emails.get(email) ?? []).filter((other) => other !== customer);
  if (others.length > 0) emails.set(email, others);
  else emails.delete(email);
}

interface Change {
  readonly customer: Customer;
  readonly fields: CustomerChange;
  readonly keepsValidEmail: boolean;
}

/** Takes over what the change names; fields that are absent or null stay. */
export function change(account: Account, { customer, fields, keepsValidEmail }: Change): void {
  const { email, devices } = fields;
  if (email && !(keepsValidEmail && isEmail(customer.email))) {
    unlist(account, customer);
    customer.email = email;
    list(account, customer);
  }
  customer.first_name = fields.first_name ?? customer.first_name;
  customer.last_name = fields.last_name ?? customer.last_name;
  customer.phone_no = fields.phone_no ?? customer.phone_no;
  customer.updated_at = lagosTime(account);
  addDevices(account, { customer, devices: devices ?? [] });
}

/** Updates the customer with that id or e-mail, else makes one. */
export function upsert(account: Account, fields: NamedCustomer): Customer {
  const { sameEmail, upsertKeepsValidEmail: keepsValidEmail } = account.switches;
  const beside = sameEmail === 'accept' && Boolean(fields.customer_id);
  const customer = beside ? account.customers.get(fields.customer_id ?? '') : find(account, fields);
  if (!customer) return add(account, fields);
  change(account, { customer, fields, keepsValidEmail });
  return customer;
}

/** Gives a customer another id, as an older record of the same person would have. */
export function reidentify(
  account: Account,
  { customer, customer_id }: { readonly customer: Customer; readonly customer_id: string },
): void {
  account.customers.delete(customer.customer_id);
  customer.customer_id = customer_id;
  account.customers.set(customer_id, customer);
}

/** Adds the tokens that the customer does not have yet. */
export function addDevices(
  account: Account,
  { customer, devices }: { readonly customer: Customer; readonly devices: readonly NewDevice[] },
): void {
  for (const { device_type, device_token: token } of devices) {
    if (customer.devices.some((device) => device.token === token)) continue;
    customer.devices.push({ device_id: account.ports.newId(), device_type, token, created_at: lagosTime(account) });
  }
}
