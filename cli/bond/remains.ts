import type { Customer } from '../../shared/bond/customer.ts';
import { command } from '../../shared/runtime/command.ts';
import { type Chosen, flagsOf } from '../stack-options.ts';

/** Where a customer is still known when Bond has forgotten them, for Bond tells nobody of a deletion; and what removes them there. */
export function remainsOf({ customer_id: id, brand_person_id: own, email }: Customer, chosen: Chosen): readonly string[] {
  const known = [...(email ? [`with the e-mail ${email}`] : []), `whose id is ${own?.trim() || id}, or ends so`].join(' or ');
  return [
    `in Bunce: the customer ${known}, with profile, attributes and past events. Bunce's API deletes nobody: delete them in its dashboard (app.bunce.so), or ask its support`,
    `in our queues: webhooks about them that are parked. ${command(`parked drop --person ${id}${flagsOf(chosen)}`)}`,
    'in our table: which ids are theirs, and their e-mail. An account_deleted of your identity provider erases that: docs/operations.md#erasing-a-person',
  ];
}
