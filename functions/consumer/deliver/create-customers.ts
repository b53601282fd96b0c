import { exists } from '../../../shared/bunce/status.ts';
import { createCustomer, createCustomers, customerIn, type Found } from '../../../shared/bunce/wire.ts';
import type { Task } from '../context.ts';
import { deliveryOf } from '../delivery.ts';
import { newIdOf, PROFILE, raised } from '../people/person.ts';
import { sharesAddress } from '../state/addresses.ts';
import { inBulk } from './bulk.ts';
import { completeCustomer } from './complete-customer.ts';
import { claimCustomer, findRows } from './find-customer.ts';
import { adopted, barred, besides, emailOf, found, type Introduced, type Introductions, nobody } from './introduced.ts';

/**
 * Creates them in as few calls as Bunce allows; whom it has already is looked for. Their ids are theirs before Bunce is asked:
 * should its answer be lost, nobody else who has the address takes the customer for their own.
 */
export async function createAll(tasks: readonly Task[]): Promise<Introductions> {
  const claimed = await Promise.all(tasks.map(async (task) => claimCustomer(task, newIdOf(task.lease.person, task.ref))));
  const created = await createClaimed(tasks.filter((_, index) => claimed[index]));
  return new Map([...created, ...tasks.filter((task) => !created.has(task)).map((task) => [task, barred(task)] as const)]);
}

const createClaimed = async (tasks: readonly Task[]): Promise<Introductions> =>
  inBulk(tasks, {
    callFor: (some) => createCustomers(some.flatMap((task) => completeCustomer(task) ?? [])),
    idOf: ({ lease, ref }) => newIdOf(lease.person, ref),
    answered: created,
    alone: createAlone,
  });

async function createAlone(task: Task): Promise<Introduced> {
  const whole = completeCustomer(task);
  if (!whole) return nobody(task);
  const reply = await task.context.caller.ask(createCustomer(whole), task.step.envelope.id);
  if (reply.kind === 'ok') return created(task, customerIn(reply.body) ?? whole);
  // Who had the address a moment ago may have left it: another time it is free, or somebody's.
  if (exists(reply)) return (await adoptExisting(task)) ?? { kind: 'retry', after: 0, counts: true };
  // The event is not lost for a profile that Bunce does not like; the profile is, with its reason.
  return reply.kind === 'refused' && task.step.work.kind !== 'profile' ? nobody(task) : deliveryOf(reply);
}

/** Somebody has this e-mail, or this id: made by an attempt whose answer was lost, or by others. */
async function adoptExisting(task: Task): Promise<Introduced | undefined> {
  const email = emailOf(task);
  const byEmail = email === undefined ? [] : await findRows({ emails: [email] }, task);
  if ('kind' in byEmail) return byEmail;
  const end = await found(task, byEmail);
  if (end === 'others') return besides(task);
  if (end === 'adopted') return end;
  const byId = await findRows({ ids: [newIdOf(task.lease.person, task.ref)] }, task);
  if ('kind' in byId) return byId;
  const [row] = byId;
  return row && (await claimCustomer(task, row.customer_id)) ? adopted(task, row) : undefined;
}

async function created(
  task: Task,
  { customer_id: bunceId, email }: Found | { readonly customer_id: string; readonly email: string },
): Promise<Introduced> {
  const { lease, ref, step, context } = task;
  if (bunceId !== newIdOf(lease.person, ref) && !(await claimCustomer(task, bunceId))) return barred(task);
  const own = lease.person.email ?? emailOf(task);
  const held = email?.toLowerCase() ?? own;
  const idOnly = held !== own || (held !== undefined && (await sharesAddress({ people: context.people, lease, email: held })));
  lease.learn({
    bunceId,
    told: undefined,
    nobody: undefined,
    refused: undefined,
    idOnly,
    email: own,
    ...(ref.owned && { marks: raised(lease.person, { [PROFILE]: Date.parse(step.at) }) }),
  });
  return 'created';
}
