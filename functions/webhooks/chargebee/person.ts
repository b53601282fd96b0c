import { customer, type Customer } from '../../../shared/bunce/command.ts';
import type { Customer as Chargebee } from './schema.ts';

interface Sources {
  readonly customer: Chargebee | null | undefined;
  /** Where the customer's own record is missing. */
  readonly id?: string | null | undefined;
}

/** What the customer's record leaves open is looked for in the billing address. */
export function person({ customer: known, id }: Sources): Customer {
  const { first_name: firstName, last_name: lastName, email, phone, billing_address: address } = known ?? {};
  return customer({
    id: known?.id ?? id,
    email: email ?? address?.email,
    firstName: firstName ?? address?.first_name,
    lastName: lastName ?? address?.last_name,
    phone: phone ?? address?.phone,
    country: address?.country,
  });
}
