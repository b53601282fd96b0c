import type { AddressChange } from './address-rules.ts';
import { BondError } from './bond-error.ts';
import type { CustomerChange } from './change.ts';
import type { Address, Customer } from './customer.ts';

/** What stays open when KYC has passed, beside the secondary addresses: Bond's page names these two, and the country code is a field of its own. */
const OPEN = new Set(['email', 'phone']);

export interface Locking {
  readonly change: CustomerChange;
  /** As Bond has them now. */
  readonly customer: Customer;
}

/** Throws a BondError for what only Bond's support may change of a customer whose KYC has passed. */
export function refuseLocked({ change, customer }: Locking): void {
  const { addresses, ...rest } = change;
  const fields = Object.entries(rest).flatMap(([field, value]) => (OPEN.has(field) || value === undefined ? [] : [field]));
  if (addresses && primariesOf(addresses) !== primariesOf(customer.addresses)) fields.push('addresses');
  if (fields.length === 0) return;
  const texts = Object.fromEntries(fields.map((field) => [field, [field === 'addresses' ? PRIMARY : LOCKED]]));
  throw new BondError({ kind: 'unsent', fields: texts, hint: 'after KYC e-mail, phone and secondary addresses alone may change' });
}

const LOCKED = "can only be changed by Bond's support since KYC has passed.";
const PRIMARY = "must hold the primary address as it is; only Bond's support can change that since KYC has passed.";

/** An address that has no second line has an empty one. */
const primariesOf = (addresses: readonly (Address | AddressChange)[]): string =>
  JSON.stringify(
    addresses
      .filter(({ is_primary: primary }) => primary)
      .map(({ address_type: kind, street, street2, city, state, zip_code: zip, country }) => [
        kind,
        street,
        street2 || '',
        city,
        state,
        zip,
        country,
      ]),
  );
