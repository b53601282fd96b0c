import type { Customer } from '../../shared/bond/customer.ts';
import { command } from '../../shared/runtime/command.ts';
import { type Chosen, flagsOf } from '../stack-options.ts';

interface Around extends Chosen {
  /** Which account of Bond, by its name in the config. */
  readonly provider: string;
}

/** Where a customer is still known when Bond has forgotten them, for Bond tells nobody of a deletion; and what removes them there. */
export function remainsOf({ customer_id: id, brand_person_id: own, email }: Customer, chosen: Around): readonly string[] {
  const known = [...(email ? [`with the e-mail ${email}`] : []), `whose id is ${own?.trim() || id}, or ends so`].join(' or ');
  return [
    `in Bunce: the customer ${known}, with profile, attributes and past events. Bunce's API deletes nobody: delete them in its dashboard (app.bunce.so), or ask its support`,
    `in our queues: webhooks about them that are parked. ${command(`parked drop --person ${id}${flagsOf(chosen)}`)}`,
    `in our table: which ids are theirs, and their e-mail. ${command(`erase --provider ${chosen.provider} --id ${id}${flagsOf(chosen)}`)} erases that, and what is parked`,
  ];
}
