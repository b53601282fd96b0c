import { customer, type Customer } from '../../../shared/bunce/command.ts';
import type { Found } from './schema.ts';

interface Named {
  readonly id?: string | null | undefined;
  readonly mandate?: string | number;
  readonly account?: string | number | null | undefined;
}

/** What happens to a mandate later names the mandate only, and a one-time payment the linked account: both are kept as other ids of their customer. */
export function person({ id, mandate, account }: Named, found?: Found): Customer {
  const { first_name: firstName, last_name: lastName, email, phone } = found ?? {};
  const name = firstName || lastName ? undefined : (found?.name ?? found?.business_name);
  const aliases = [mandate && `mandate:${mandate}`, account && `account:${account}`].flatMap((alias) => alias || []);
  return customer({ id, aliases, email, phone, firstName, lastName, name });
}
