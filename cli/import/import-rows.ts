import { setTimeout as wait } from 'node:timers/promises';

import { accountPeopleOf, type PersonRef, refOf } from '../../functions/consumer/people/person-ref.ts';
import { isStale, PROFILE } from '../../functions/consumer/people/person.ts';
import { comeTo } from '../../functions/consumer/state/addresses.ts';
import { keysOf } from '../../functions/consumer/state/find-person.ts';
import { leasePerson } from '../../functions/consumer/state/lease-person.ts';
import type { People } from '../../functions/consumer/state/people.ts';
import type { Customers } from '../../shared/bunce/api/customers.ts';
import type { Settled } from '../../shared/config/config.ts';
import { inTime } from './in-time.ts';
import { settleAll } from './settle.ts';
import { type Outcome, refusedFor } from './outcome.ts';
import type { Row } from './source.ts';
import type { Importing, Task } from './task.ts';

export interface Import {
  readonly customers: Customers;
  readonly settings: Settled;
  /** In whose ids the rows are. */
  readonly provider: string;
  /** With nothing read yet. */
  people(): People;
}

/** Rounds in which those that the consumer is at are waited for, a second each. */
const PATIENCE = 200;

/** Brings some rows to Bunce, each under its person's lease; no two of the same person at once. Throws where Bunce or DynamoDB is out of reach. */
export async function importRows(rows: readonly Row[], { people: anew, provider, ...rest }: Import): Promise<ReadonlyMap<Row, Outcome>> {
  const work: Importing = { ...rest, people: anew() };
  const ends = new Map<Row, Outcome>();
  const named = rows.map((row) => ({ row, ref: refOfRow(row, { provider, work }) }));
  await work.people.load(
    named.flatMap(({ ref }) => keysOf(ref)),
    named.flatMap(({ ref }) => accountPeopleOf(ref)),
  );
  let open: readonly Named[] = named;
  for (let round = 0; open.length > 0 && round < PATIENCE; round += 1) {
    const before = open.length;
    open = await importSome(open, { work, ends });
    if (open.length === before) await wait(1000);
  }
  for (const { row } of open) ends.set(row, refusedFor('the consumer is at this person all the time: run it again'));
  return ends;
}

interface Named {
  readonly row: Row;
  readonly ref: PersonRef;
}

const refOfRow = ({ customer, number }: Row, { provider, work }: { readonly provider: string; readonly work: Importing }): PersonRef =>
  refOf({ customer, envelope: { id: `import/${provider}/${customer.id ?? customer.email ?? number}`, provider } }, work.settings);

/** Those whose person is in somebody's hands are left over. */
async function importSome(
  named: readonly Named[],
  { work, ends }: { readonly work: Importing; readonly ends: Map<Row, Outcome> },
): Promise<readonly Named[]> {
  const customers = inTime(work.customers);
  const leases = await Promise.allSettled(named.map(async (each) => ({ each, lease: await leasePerson(each.ref, work.people) })));
  const reached = leases.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const tasks = reached.flatMap(({ each: { row, ref }, lease }): Task[] =>
    typeof lease === 'string' ? [] : [{ ...work, customers, row, ref, lease }],
  );
  for (const { each, lease } of reached) if (lease === 'unknown') ends.set(each.row, NOBODY);
  try {
    for (const each of leases) if (each.status === 'rejected') throw each.reason;
    const arrived = await Promise.all(tasks.map(async (task) => ({ task, came: await arriveAt(task) })));
    const ready = arrived.flatMap(({ task, came }) => (came ? [task] : []));
    for (const [task, end] of await settleAll(ready)) ends.set(task.row, end);
  } finally {
    await Promise.all(tasks.map(async ({ lease }) => lease.release()));
  }
  return named.filter(({ row }) => !ends.has(row));
}

const NOBODY = refusedFor('it has no e-mail, and its id has led to nobody yet');

/** An account whose e-mail is another now comes to it before Bunce hears of it. */
async function arriveAt({ row, ref, lease, people }: Task): Promise<boolean> {
  const { person } = lease;
  const { email } = ref.customer;
  const isMove = ref.owned && email !== undefined && email !== person.email && person.erasedAt === undefined;
  if (!isMove || row.at === undefined || isStale(person, { mark: PROFILE, at: row.at })) return true;
  return (await comeTo({ people, lease, email })) === 'done';
}
