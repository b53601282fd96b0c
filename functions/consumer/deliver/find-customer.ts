import { notFound } from '../../../shared/bunce/status.ts';
import { customersIn, findCustomers, type Found } from '../../../shared/bunce/wire.ts';
import type { Task } from '../context.ts';
import { type Delivery, deliveryOf } from '../delivery.ts';
import { type Adopting, adoptOne, claimBunceId } from '../state/adopt.ts';

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

const adopting = ({ lease, ref, context: { people } }: Task): Adopting => ({ lease, ref, people });

export const adopt = async (task: Task, rows: readonly Found[]): ReturnType<typeof adoptOne> => adoptOne(adopting(task), rows);

export const claimCustomer = async (task: Task, bunceId: string): Promise<boolean> => claimBunceId(adopting(task), bunceId);
