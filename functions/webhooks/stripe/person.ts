import { customer, type Customer } from '../../../shared/bunce/command.ts';
import type { Profile } from './customer-schema.ts';
import type { Holder } from './schema.ts';

/** Whoever a customer is. */
export const person = ({ id, email, name, phone, address, customer_account: account }: Profile): Customer =>
  customer({ id, aliases: [account], email, name, phone, country: address?.country });

interface Payer {
  readonly customer: Holder;
  readonly customer_account: string | null;
}

/** Who pays: the customer's id, and what the object says of them before what their expanded record does. A guest has an address and no id. */
export function payerOf({ customer: { id, ...known }, customer_account: account }: Payer, contact: Omit<Holder, 'id'> = {}): Customer {
  const country = contact.address?.country ?? known.address?.country;
  const [email, name, phone] = [contact.email ?? known.email, contact.name ?? known.name, contact.phone ?? known.phone];
  return customer({ id: id ?? account, aliases: [account], email, name, phone, country });
}
