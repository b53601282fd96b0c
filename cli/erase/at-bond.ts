import { idKey } from '../../functions/consumer/people/person-ref.ts';
import type { People } from '../../functions/consumer/state/people.ts';
import type { BondClient } from '../../shared/bond/client.ts';
import type { Customer } from '../../shared/bond/customer.ts';
import { tally } from '../bond/tally.ts';

export interface AtBond {
  readonly people: People;
  /** The account of Bond, by its name in the config. */
  readonly name: string;
  /** Our id of the person. */
  readonly person: string;
  /** Theirs alone. */
  readonly emails: readonly string[];
  /** Bond's id, or the team's, where that is how they were named. */
  readonly id: string | undefined;
}

/** What may be an id of Bond; it may be the team's own all the same. */
const IS_BONDS = /^[\w-]{1,64}$/;

/** Bond's customers whose id leads to the person, or who have their e-mail and lead to nobody else. Bond finds nobody by e-mail: all of them are looked at. */
export async function bondCustomersOf(client: BondClient, at: AtBond): Promise<readonly Customer[]> {
  const named = IS_BONDS.test(at.id ?? '') ? await client.retrieve(at.id ?? '') : undefined;
  if (named) return [named];
  const found: Customer[] = [];
  const count = tally('customers of Bond looked at');
  for await (const page of client.pages()) {
    found.push(...(await theirsIn(page, at)));
    count.add(page.length);
  }
  count.end();
  return found;
}

async function theirsIn(page: readonly Customer[], { people, name, person, emails }: AtBond): Promise<readonly Customer[]> {
  const keys = new Map(page.map((customer) => [customer, idKey(name, customer.customer_id)]));
  await people.load(keys.values());
  const owners = new Map(
    await Promise.all([...keys].map(async ([customer, key]) => [customer, await ownerOf(people.look(key).owner, people)] as const)),
  );
  return page.filter((customer) => {
    const owner = owners.get(customer);
    return owner === undefined ? emails.includes(customer.email?.trim().toLowerCase() ?? '') : owner === person;
  });
}

const ownerOf = async (owner: string | undefined, people: People): Promise<string | undefined> =>
  owner === undefined ? undefined : ((await people.peek(owner))?.forward ?? owner);
