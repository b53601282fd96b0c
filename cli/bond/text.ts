import type { Address, Customer } from '../../shared/bond/customer.ts';

export const nameOf = ({ first_name: first, middle_name: middle, last_name: last }: Customer): string =>
  [first, middle, last].filter(Boolean).join(' ');

const phoneOf = ({ phone, phone_country_code: code }: Customer): string => [code && `+${code}`, phone].filter(Boolean).join(' ');

export const rowText = (customer: Customer): string =>
  [customer.customer_id, nameOf(customer), customer.email, phoneOf(customer)].filter(Boolean).join('  ');

/** Bond writes some times without an offset: those are UTC. */
const timeOf = (time: string): string => (/(Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}+00:00`);

/** All that Bond tells, by Bond's names; what is empty, or the text "null", is left out. */
export function customerText({ addresses, ...customer }: Customer): string {
  const lines = Object.entries(customer).flatMap(([field, value]) => {
    if (value === undefined || value === null || value === '' || value === 'null') return [];
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [[field, field === 'date_created' ? timeOf(text) : text] as const];
  });
  const all = [...lines, ...addresses.map((address) => ['address', addressText(address)] as const)];
  const width = Math.max(...all.map(([field]) => field.length));
  return all.map(([field, text]) => `${field.padEnd(width)}  ${text}`).join('\n');
}

function addressText({ is_primary: primary, deliverability, ...address }: Address): string {
  const { address_type: kind, street, street2, city, state, zip_code: zip, country } = address;
  const place = [street, street2, city, [state, zip].filter(Boolean).join(' '), country].filter(Boolean).join(', ');
  return [place, [primary && 'primary', kind, deliverability].filter(Boolean).join(', ')].join('  ');
}
