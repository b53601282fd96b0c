import { newIdOf, PROFILE, raised } from '../../functions/consumer/people/person.ts';
import { emailIn, wholeOf } from '../../functions/consumer/people/whole.ts';
import { sharesAddress } from '../../functions/consumer/state/addresses.ts';
import { claimBunceId } from '../../functions/consumer/state/adopt.ts';
import type { Customer } from '../../shared/bunce/api/answers.ts';
import { leavePast } from '../leave-past.ts';
import { inBulk } from './bulk.ts';
import { customersAt } from './look-up.ts';
import { ADDRESS_TAKEN, BUSY, CREATED, type Outcome } from './outcome.ts';
import type { Task } from './task.ts';

/** Their ids are theirs before Bunce is asked: should its answer be lost, nobody else takes the customer for their own. */
export async function createAll(tasks: readonly Task[]): Promise<ReadonlyMap<Task, Outcome>> {
  const claimed = await Promise.all(tasks.map(async (task) => claimBunceId(task, newIdOf(task.lease.person, task.ref))));
  const created = await inBulk(
    tasks.filter((_, index) => claimed[index]),
    { together: createTogether, alone: createAlone },
  );
  return new Map(tasks.map((task) => [task, created.get(task) ?? ADDRESS_TAKEN]));
}

async function createTogether(tasks: readonly Task[]): Promise<ReadonlyMap<Task, Outcome>> {
  const whole = tasks.flatMap((task) => wholeOf(task.lease.person, task) ?? []);
  const rows = (await tasks[0]?.customers.createMany(whole)) ?? [];
  const byId = new Map(rows.map((row) => [row.customer_id, row]));
  const made = tasks.flatMap((task) => {
    const row = byId.get(newIdOf(task.lease.person, task.ref));
    return row ? [{ task, row }] : [];
  });
  return new Map(await Promise.all(made.map(async ({ task, row }) => [task, await created(task, row)] as const)));
}

async function createAlone(task: Task): Promise<Outcome> {
  const whole = wholeOf(task.lease.person, task);
  if (!whole) return ADDRESS_TAKEN;
  const id = newIdOf(task.lease.person, task.ref);
  // Made a moment ago by a call whose answer was lost.
  const there = (await customersAt([task], { by: 'email' })).get(id);
  return created(task, there ?? (await task.customers.create(whole)));
}

async function created(task: Task, { customer_id: bunceId, email }: Pick<Customer, 'customer_id' | 'email'>): Promise<Outcome> {
  const { lease, ref, people } = task;
  const { person } = lease;
  const own = emailIn(person, ref);
  const held = email?.toLowerCase() ?? own;
  const idOnly = held !== own || (held !== undefined && (await sharesAddress({ people, lease, email: held })));
  lease.learn({ bunceId, told: undefined, refused: undefined, idOnly });
  return settle(task, own);
}

/** What stands from now on; a word without a time fills a gap only, and what is on its way still comes. */
async function settle(task: Task, own: string | undefined): Promise<Outcome> {
  const { lease, ref, row } = task;
  const { person } = lease;
  if (!ref.owned || row.at === undefined) {
    const email = person.email ?? own;
    lease.learn({ email, ...(person.coming === email && { coming: undefined }) });
    return CREATED;
  }
  if (!(await leavePast(task, own))) return BUSY;
  lease.learn({ email: own, coming: undefined, marks: raised(person, { [PROFILE]: row.at }) });
  return CREATED;
}
