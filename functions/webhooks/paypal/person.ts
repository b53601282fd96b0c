import { customer, type Customer } from '../../../shared/bunce/command.ts';
import type { Person } from './schema.ts';

/** Who these places of one webhook name, the first of them first. Nobody where they name none. */
export function person(places: readonly (Person | null | undefined)[]): Customer {
  const found = places.flatMap((place) => (place ? [oneOf(place)] : []));
  const ids = found.flatMap(({ id }) => id ?? []);
  const { firstName, lastName, name } = found.find((one) => one.firstName ?? one.lastName ?? one.name) ?? {};
  const first = (field: 'email' | 'phone' | 'country') => found.find((one) => one[field])?.[field];
  return customer({
    id: ids[0],
    aliases: ids.slice(1),
    email: first('email'),
    phone: first('phone'),
    country: first('country'),
    firstName,
    lastName,
    name,
  });
}

/** Payments name their order or subscription only, so its id stays known as one of the person's. */
export const withObject = ({ aliases = [], ...who }: Customer, object: string): Customer =>
  customer({ ...who, id: who.id ?? object, aliases: who.id ? [...aliases, object] : undefined });

/** The older agreements have a `payer_info` of their own words. */
function oneOf({ payer_info: old, ...place }: Person): Customer {
  return customer({
    id: place.payer_id ?? place.account_id ?? old?.payer_id,
    email: place.email_address ?? place.email ?? old?.email,
    phone: dialled(place.phone) ?? dialled(place.phone_number) ?? old?.phone,
    country: place.address?.country_code ?? place.country_code ?? old?.country_code ?? old?.shipping_address?.country_code,
    ...named(place.name, old),
  });
}

function named(name: Person['name'], old: Person['payer_info']): Partial<Customer> {
  if (typeof name === 'string') return customer({ name });
  const { given_name: firstName = old?.first_name, surname: lastName = old?.last_name, full_name: whole } = name ?? {};
  return customer({ firstName, lastName, name: firstName || lastName ? undefined : whole });
}

function dialled(phone: Person['phone']): string | undefined {
  if (typeof phone !== 'object' || phone === null) return phone === null || phone === undefined ? undefined : String(phone);
  const { phone_number: inner, ...own } = phone;
  if (typeof inner === 'string') return inner;
  const { country_code: code, national_number: number } = inner ?? own;
  return number && code && !number.startsWith('+') ? `+${code.replace(/^\+/, '')}${number}` : (number ?? undefined);
}
