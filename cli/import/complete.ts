import { PROFILE, profileIn, raised } from '../../functions/consumer/people/person.ts';
import { sharesAddress } from '../../functions/consumer/state/addresses.ts';
import type { Customer } from '../../shared/bunce/api/answers.ts';
import { BunceError } from '../../shared/bunce/api/bunce-error.ts';
import type { Fields } from '../../shared/bunce/wire.ts';
import { leavePast } from '../leave-past.ts';
import { inBulk } from './bulk.ts';
import { alone, BUSY, COMPLETED, type Outcome } from './outcome.ts';
import type { Task } from './task.ts';

/** An account, as Bunce has it. */
interface Account {
  readonly task: Task;
  readonly there: Customer;
  /** What of it is to be another. */
  readonly fields: Fields;
}

/** Brings accounts up to date, several in one call; a changed e-mail goes by a call of its own. What no time is known of fills gaps only. */
export async function completeAll(found: readonly (readonly [Task, Customer])[]): Promise<ReadonlyMap<Task, Outcome>> {
  const accounts = found.map(([task, there]) => ({ task, there, fields: changesTo(there, task) }));
  const { same = [], bulk = [], moved = [] } = Object.groupBy(accounts, wayOf);
  const ends = [...(await inBulk(bulk, { together: updateTogether, alone: updateAlone })), ...(await eachAlone(moved))];
  for (const account of same) await settle(account, account.there);
  return new Map([...same.map(({ task }) => [task, SAME] as const), ...ends.map(([{ task }, end]) => [task, end] as const)]);
}

const SAME = alone('Bunce has it so already');

const wayOf = ({ fields, task }: Account): 'same' | 'bulk' | 'moved' => {
  if (Object.keys(fields).length === 0) return 'same';
  return fields.email !== undefined || task.lease.person.idOnly ? 'moved' : 'bulk';
};

function changesTo(there: Customer, { row, ref, lease: { person }, settings }: Task): Fields {
  const { email } = ref.customer;
  const said: Fields = { ...(email !== undefined && { email }), ...profileIn(person, { ref, settings }) };
  const fields = (['email', 'first_name', 'last_name', 'phone_no'] as const).filter((field) => {
    const [now, before] = [said[field], field === 'email' ? there.email?.toLowerCase() : there[field]];
    return now !== undefined && now !== before && (row.at !== undefined || !before);
  });
  return Object.fromEntries(fields.map((field) => [field, said[field]]));
}

const idOf = ({ there }: Account): string => there.customer_id;

async function updateTogether(accounts: readonly Account[]): Promise<ReadonlyMap<Account, Outcome>> {
  const changes = accounts.map((account) => ({ ...account.fields, customer_id: idOf(account) }));
  const rows = (await accounts[0]?.task.customers.updateMany(changes)) ?? [];
  const byId = new Map(rows.map((row) => [row.customer_id, row]));
  const ends = new Map<Account, Outcome>();
  for (const account of accounts) {
    const row = byId.get(idOf(account));
    if (row) ends.set(account, await settle(account, row));
  }
  return ends;
}

async function eachAlone(accounts: readonly Account[]): Promise<ReadonlyMap<Account, Outcome>> {
  const ends = new Map<Account, Outcome>();
  for (const account of accounts)
    for (const [one, end] of await inBulk([account], { together: updateTogether, alone: updateAlone })) ends.set(one, end);
  return ends;
}

async function updateAlone(account: Account): Promise<Outcome> {
  const { task, fields } = account;
  try {
    return await settle(account, await task.customers.update(idOf(account), fields));
  } catch (error) {
    const { email, ...others } = fields;
    if (email === undefined || !(error instanceof BunceError) || !error.exists) throw error;
    // Another customer has the address: the rest is written.
    const row = Object.keys(others).length === 0 ? account.there : await task.customers.update(idOf(account), others);
    return settle(account, { ...account.there, ...row, email: undefined });
  }
}

/** What stands from now on; an address that Bunce kept moves nobody's: its events go by id alone. */
async function settle({ task }: Account, row: Customer | undefined): Promise<Outcome> {
  const { lease, people, row: said, ref } = task;
  const { person } = lease;
  if (said.at === undefined) return COMPLETED;
  const email = ref.customer.email ?? person.email;
  const isKept = row !== undefined && email !== undefined && row.email?.toLowerCase() !== email;
  if (!(await leavePast(task, email))) return BUSY;
  const idOnly = isKept || (email !== undefined && (await sharesAddress({ people, lease, email })));
  lease.learn({ email, coming: undefined, idOnly, marks: raised(person, { [PROFILE]: said.at }) });
  return COMPLETED;
}
