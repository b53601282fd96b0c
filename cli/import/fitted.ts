import { notAhead, overlong } from '../../functions/consumer/people/credible.ts';
import type { Customer } from '../../shared/bunce/command.ts';
import type { Entry } from './source.ts';

/** The entry as the consumer would take it: from the future it counts as of now, and what no address or id can be is a bad row. */
export function fitted(entry: Entry): Entry {
  if (!('customer' in entry)) return entry;
  const { number, customer, at } = entry;
  const why = overlong(customer) ?? unnameable(customer);
  if (why !== undefined) return { number, why };
  return { ...entry, at: at === undefined ? undefined : notAhead(at, Date.now()) };
}

/** A server takes dots for a step up, and half a character is none. */
const unnameable = ({ id = '', email = '', aliases = [] }: Customer): string | undefined =>
  [id, email, ...aliases].every((each) => each.isWellFormed() && !/^\.{1,2}$/.test(each)) ? undefined : 'its id can stand in no URL';
