import { notFound } from '../../../shared/bunce/status.ts';
import { customersIn, findCustomers, type Found } from '../../../shared/bunce/wire.ts';
import type { Task } from '../context.ts';
import { type Delivery, deliveryOf } from '../delivery.ts';
import { adoptRow, claimBunceId, type Holding } from '../state/bunce-ids.ts';

/** Asks Bunce once for all who have these e-mails, or this id. */
export async function findRows(
  by: Parameters<typeof findCustomers>[0],
  { step, context }: Pick<Task, 'step' | 'context'>,
): Promise<readonly Found[] | Delivery> {
  const reply = await context.caller.ask(findCustomers(by), step.envelope.id);
  if (reply.kind === 'ok') return customersIn(reply.body);
  return notFound(reply) ? [] : deliveryOf(reply);
}

export const hasEmail = ({ email }: Found, wanted: string | undefined): boolean => wanted !== undefined && email?.toLowerCase() === wanted;

const holdingOf = ({ lease, ref, context: { people } }: Task): Holding => ({ lease, ref, people });

/** The first of these customers that is nobody's, or already theirs, is the person's from now on. `others`: there are some, each somebody else's. */
export const adopt = async (task: Task, rows: readonly Found[]): Promise<Found | 'nobody' | 'others'> => adoptRow(holdingOf(task), rows);

/** Whether the Bunce id is the person's from now on. */
export const claimCustomer = async (task: Task, bunceId: string): Promise<boolean> => claimBunceId(holdingOf(task), bunceId);
