import { type Answer, type Handler, invalid, missing, ok } from './answer.ts';
import { type Address, type Customer, customerView, shortView } from './customer.ts';
import { type Change, judgeChange, judgeCreation } from './rules.ts';
import type { Bond } from './state.ts';
import { pythonTime } from './time.ts';

/** Any of the handlers about one customer; nobody of that id is a 404. */
const about =
  (handle: (bond: Bond, asked: { readonly customer: Customer; readonly body: unknown }) => Answer): Handler =>
  (bond, { params: [id = ''], body }) => {
    const customer = bond.customers.get(id);
    return customer ? handle(bond, { customer, body }) : missing('customer', id);
  };

export const findCustomer = about((_bond, { customer }) => ok(customerView(customer)));

export const deleteCustomer: Handler = ({ customers, switches }, { params: [id = ''] }) => {
  const isDeleted = customers.delete(id);
  if (!isDeleted && switches.secondDeletion === 'missing') return missing('customer', id);
  const sentence = 'Customer resource deleted';
  if (switches.deletionAnswer === 'json') return ok(sentence);
  return { status: 200, text: sentence, headers: { 'content-type': 'text/plain' } };
};

/** Somebody else may not have the same SSN. */
const takenSsn = (bond: Bond, { ssn, owner }: { readonly ssn?: string | undefined; readonly owner?: Customer }): boolean =>
  ssn !== undefined && [...bond.customers.values()].some((other) => other !== owner && digits(other.ssn) === digits(ssn));

const TAKEN = { ssn: ['Must be unique.'] };

const digits = (ssn = ''): string => ssn.replace(/\D/g, '');

type Place = NonNullable<Change['addresses']>[number];

const settled = ({ ports }: Bond, places: readonly Place[]): readonly Address[] =>
  places.map((place) => ({
    address_id: ports.newId(),
    ...place,
    deliverability: 'deliverable',
    date_created: pythonTime(ports.now()),
  }));

export const createCustomer: Handler = (bond, { body }) => {
  const judged = judgeCreation({ body, switches: bond.switches });
  if ('wrong' in judged) return invalid('create_customer_schema', { message: judged.wrong, switches: bond.switches });
  if (takenSsn(bond, judged.value)) return invalid('create_customer_schema', { message: TAKEN, switches: bond.switches });
  const customer: Customer = {
    customer_id: bond.ports.newId(),
    bond_brand_id: bond.brand,
    ...judged.value,
    kyc_requests_available: 2,
    addresses: settled(bond, judged.value.addresses),
    date_created: pythonTime(bond.ports.now()),
    kyc: 'none',
  };
  bond.customers.set(customer.customer_id, customer);
  return { status: 201, body: customerView(customer) };
};

export const editCustomer = about((bond, { customer, body }) => {
  const judged = judgeChange({ body, switches: bond.switches });
  if ('wrong' in judged) return invalid(bond.switches.changeCode, { message: judged.wrong, switches: bond.switches });
  if (takenSsn(bond, { ssn: judged.value.ssn, owner: customer }))
    return invalid(bond.switches.changeCode, { message: TAKEN, switches: bond.switches });
  const locked = customer.kyc === 'passed' ? lockedFields(customer, judged.value) : [];
  if (locked.length > 0) return lockedAnswer(bond, locked);
  const edited = merged(bond, { customer, change: judged.value });
  bond.customers.set(edited.customer_id, edited);
  bond.announce({ event: 'customer.updated', customer_id: edited.customer_id });
  return patchAnswers[bond.switches.patchAnswer](edited);
});

const patchAnswers: Readonly<Record<Bond['switches']['patchAnswer'], (customer: Customer) => Answer>> = {
  short: (customer) => ok(shortView(customer)),
  whole: (customer) => ok(customerView(customer)),
  // Between the first two members, as in the sample of Bond's page.
  broken: (customer) => ({ status: 200, text: JSON.stringify(shortView(customer)).replace(',', '') }),
};

const OPEN = new Set(['email', 'phone', 'addresses']);

/** After the verification only e-mail, phone and secondary addresses may change. */
function lockedFields(customer: Customer, change: Change): readonly string[] {
  const fields = Object.keys(change).filter((field) => !OPEN.has(field));
  const moved = change.addresses && primaries(change.addresses) !== primaries(customer.addresses);
  return moved ? [...fields, 'addresses'] : fields;
}

const primaries = (places: readonly (Place | Address)[]): string =>
  JSON.stringify(
    places
      .filter(({ is_primary: primary }) => primary)
      .map(({ address_type: kind, street, street2, city, state, zip_code: zip, country }) => [
        kind,
        street,
        street2,
        city,
        state,
        zip,
        country,
      ]),
  );

const lockedAnswer = ({ switches }: Bond, fields: readonly string[]): Answer =>
  invalid(switches.changeCode, {
    message: Object.fromEntries(fields.map((field) => [field, ['Cannot be changed after KYC has passed.']])),
    status: switches.lockedStatus,
    switches,
  });

function merged(bond: Bond, { customer, change }: { readonly customer: Customer; readonly change: Change }): Customer {
  const { dob = customer.dob, first_name = customer.first_name, addresses, ...rest } = change;
  const kept = bond.switches.patchedAddresses === 'append' ? customer.addresses : [];
  return { ...customer, ...rest, dob, first_name, addresses: addresses ? [...kept, ...settled(bond, addresses)] : customer.addresses };
}
