import type { Found } from '../../../shared/bunce/wire.ts';
import type { Task } from '../context.ts';
import { type Delivery, rejected } from '../delivery.ts';
import { newIdOf, PROFILE, raised } from '../people/person.ts';
import { emailIn } from '../people/whole.ts';
import { adopt, claimCustomer, hasEmail } from './find-customer.ts';

/** What became of a newcomer: made with this very profile, found at Bunce, or to be told inside a trigger. */
export type Introduced = 'created' | 'adopted' | 'nobody' | Delivery;
export type Introductions = ReadonlyMap<Task, Introduced>;

export const ADDRESS_TAKEN: Delivery = rejected(
  'Bunce has this e-mail at the customer of another person: once it is free there, replay their profile first',
);

/** What the identity provider says now, else what is known. */
export const emailOf = ({ ref, lease: { person } }: Task): string | undefined => emailIn(person, ref);

/** Bunce will hear of them inside a trigger, under an id that is nobody else's. */
export async function nobody(task: Task): Promise<Introduced> {
  const { lease, ref } = task;
  if (lease.person.nobody !== undefined) return 'nobody';
  const bunceId = newIdOf(lease.person, ref);
  if (!(await claimCustomer(task, bunceId))) return barred(task);
  lease.learn({ nobody: bunceId });
  return 'nobody';
}

/** Whether their customer is among these rows. `others`: their address is, at somebody else's. */
export async function found(task: Task, rows: readonly Found[]): Promise<'adopted' | 'nobody' | 'others'> {
  const row = await adopt(
    task,
    rows.filter((each) => hasEmail(each, emailOf(task))),
  );
  return typeof row === 'string' ? row : adopted(task, row);
}

/** Remembered, so that nothing of theirs goes to the other. */
export function barred({ lease }: Task): Delivery {
  if (lease.person.account !== undefined) lease.learn({ idOnly: true, refused: true });
  return ADDRESS_TAKEN;
}

/** Somebody else's customer has the address: whom the merchant's server names is told of by that id alone. */
export async function besides(task: Task): Promise<Introduced> {
  if (!task.ref.own) return barred(task);
  task.lease.learn({ idOnly: true });
  return nobody(task);
}

/** From now on the id that Bunce has them by is used. */
export function adopted({ lease }: Task, { customer_id: bunceId }: Found): 'adopted' {
  lease.learn({ bunceId, told: undefined, nobody: undefined, refused: undefined });
  return 'adopted';
}

/** Bunce has heard of them, with all that their event says. An account is known by its own id from now on; whether a guest is, Bunce has not said. */
export function learnTold({ lease, ref, step }: Task): void {
  const { person } = lease;
  if (person.nobody === undefined) return;
  const marks = ref.owned ? raised(person, { [PROFILE]: Date.parse(step.at) }) : person.marks;
  lease.learn({ nobody: undefined, marks, ...(person.account === undefined ? { told: true } : { bunceId: person.account }) });
}
