import { newIdOf, PROFILE, raised } from '../../functions/consumer/people/person.ts';
import { emailIn, wholeOf } from '../../functions/consumer/people/whole.ts';
import { sharesAddress } from '../../functions/consumer/state/addresses.ts';
import { claimBunceId } from '../../functions/consumer/state/adopt.ts';
import type { Customer } from '../../shared/bunce/api/answers.ts';
import { inBulk } from './bulk.ts';
import { customersAt } from './look-up.ts';
import { ADDRESS_TAKEN, CREATED, type Outcome } from './outcome.ts';
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
  const { lease, ref, row, people } = task;
  const { person } = lease;
  const own = emailIn(person, ref);
  const held = email?.toLowerCase() ?? own;
  const idOnly = held !== own || (held !== undefined && (await sharesAddress({ people, lease, email: held })));
  const marks = ref.owned && row.at !== undefined ? raised(person, { [PROFILE]: row.at }) : person.marks;
  lease.learn({ bunceId, told: undefined, refused: undefined, idOnly, email: person.email ?? own, coming: undefined, marks });
  return CREATED;
}
