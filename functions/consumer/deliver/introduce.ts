import type { Task } from '../context.ts';
import type { Delivery } from '../delivery.ts';
import { accountPeopleOf } from '../people/person-ref.ts';
import { mayDescribe } from '../people/person.ts';
import { completeCustomer } from './complete-customer.ts';
import { createAll } from './create-customers.ts';
import { findRows } from './find-customer.ts';
import { ADDRESS_TAKEN, besides, emailOf, found, type Introduced, type Introductions, nobody } from './introduced.ts';

/** Makes Bunce and newcomers known to each other, in as few calls as it allows: the identity provider's are created, others looked up first. */
export async function introduce(tasks: readonly Task[]): Promise<Introductions> {
  const { barred = [], early = [], create = [], ask = [], silent = [] } = Object.groupBy(tasks, wayOf);
  const [created, asked, untold] = await Promise.all([createAll(create), askAll(ask), nobodies(silent)]);
  return new Map<Task, Introduced>([
    ...barred.map((task) => [task, ADDRESS_TAKEN] as const),
    ...early.map((task) => [task, EARLY] as const),
    ...untold,
    ...created,
    ...asked,
  ]);
}

/** Deleted at Bunce: a newcomer again. */
export async function introduceAgain(task: Task): Promise<Introduced> {
  task.lease.learn({ bunceId: undefined, told: undefined });
  return (await introduce([task])).get(task) ?? 'nobody';
}

/** Their address is shared, so that only their own provider can make them known; its word is on its way. */
const EARLY: Delivery = { kind: 'retry', after: 0, counts: true };

export const isOwnProfile = ({ step, ref }: Task): boolean => step.work.kind === 'profile' && ref.owned;

function wayOf(task: Task): 'barred' | 'early' | 'create' | 'ask' | 'silent' {
  const { person } = task.lease;
  if (person.idOnly && !person.told && !isOwnProfile(task)) {
    if (person.refused) return 'barred';
    if (!task.ref.owned && !task.ref.own) return 'early';
  }
  // What another event found keeps nobody from being created who can be.
  if (person.nobody !== undefined && !(isOwnProfile(task) && completeCustomer(task))) return 'silent';
  // One who was a guest may be at Bunce already, by an answer that was lost; also under the number of their account.
  const isNew = task.ref.owned && !person.wasGuest && accountPeopleOf(task.ref).includes(person.id);
  if (isNew && !person.told && completeCustomer(task)) return 'create';
  return emailOf(task) === undefined || (task.ref.own && person.idOnly) ? 'silent' : 'ask';
}

const nobodies = async (tasks: readonly Task[]): Promise<Introductions> =>
  new Map(await Promise.all(tasks.map(async (task) => [task, await nobody(task)] as const)));

/**
 * One question for all; who is not there is created, unless Bunce requires more, or the account's own provider has yet to speak.
 * Whether two customers may have one address, Bunce decides: where it is somebody else's, only what it creates is told.
 */
async function askAll(tasks: readonly Task[]): Promise<Introductions> {
  const [first] = tasks;
  if (!first) return new Map();
  const rows = await findRows({ emails: tasks.flatMap((task) => emailOf(task) ?? []) }, first);
  if ('kind' in rows) return new Map(tasks.map((task) => [task, rows]));
  const ends = await Promise.all(tasks.map(async (task) => [task, await found(task, rows)] as const));
  const strangers = ends.flatMap(([task, end]) => (end === 'adopted' ? [] : [task]));
  const created = await createAll(strangers.filter((task) => mayBeCreated(task) && completeCustomer(task)));
  const settle = async (task: Task, end: 'adopted' | 'nobody' | 'others'): Promise<Introduced> => {
    if (end === 'nobody') return nobody(task);
    return end === 'others' ? besides(task) : end;
  };
  return new Map(await Promise.all(ends.map(async ([task, end]) => [task, created.get(task) ?? (await settle(task, end))] as const)));
}

const mayBeCreated = ({ ref, lease: { person } }: Task): boolean => mayDescribe(person, ref);
