import { customer, type Customer } from '../../../shared/bunce/command.ts';
import type { Person, Source } from './schema.ts';

/** Nobody types an address at a terminal: Paystack makes one up, `pos_…@email.com` or, at a virtual one, letters and digits `@…-vt.com`. */
const INVENTED = /^pos_[^@]*@email\.com$|^(?=[a-z]*\d)[a-z0-9]{8,}@[^@]*-vt\.com$/i;

const isInvented = (email: string, source?: Source): boolean =>
  INVENTED.test(email) || (source?.source === 'virtual_terminal' && /-vt\.com$/i.test(email));

/** Whose address is invented is nobody, for the code behind it is made up for the one payment too. Some webhooks know a customer by number only. */
export function person(who: Person, source?: Source): Customer {
  const { id: number, customer_code: code, email, first_name: firstName, last_name: lastName, phone } = who ?? {};
  if (email && isInvented(email.trim(), source)) return {};
  return customer({ id: code ?? number, aliases: code && number ? [number] : undefined, email, firstName, lastName, phone });
}
