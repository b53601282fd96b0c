import { exists } from '../../../shared/bunce/status.ts';
import { createCustomer, createCustomers, customerIn, customersIn, type Found } from '../../../shared/bunce/wire.ts';
import type { Task } from '../context.ts';
import { type Delivery, deliveryOf, rejected } from '../delivery.ts';
import { newIdOf, PROFILE, raised } from '../people/person.ts';
import { sharesAddress } from '../state/addresses.ts';
import { bisectRefused } from './bisect.ts';
import { completeCustomer } from './complete-customer.ts';
import { adopt, claimCustomer, findRows, hasEmail } from './find-customer.ts';

/** What became of a newcomer: made with this very profile, found at Bunce, or to be told inside a trigger. */
export type Introduced = 'created' | 'adopted' | 'nobody' | Delivery;
export type Introductions = ReadonlyMap<Task, Introduced>;

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

export const ADDRESS_TAKEN: Delivery = rejected(
  'Bunce has this e-mail at the customer of another person: once it is free there, replay their profile first',
);

/** Their address is shared, so that only their own provider can make them known; its word is on its way. */
const EARLY: Delivery = { kind: 'retry', after: 0, counts: true };

export const isOwnProfile = ({ step, ref }: Task): boolean => step.work.kind === 'profile' && ref.owned;

function wayOf(task: Task): 'barred' | 'early' | 'create' | 'ask' | 'silent' {
  const { person } = task.lease;
  if (person.idOnly && !person.told && !isOwnProfile(task)) {
    if (person.refused) return 'barred';
    if (!task.ref.owned) return 'early';
  }
  if (person.nobody) return 'silent';
  if (task.ref.owned && !person.told && completeCustomer(task)) return 'create';
  return emailOf(task) === undefined ? 'silent' : 'ask';
}

/** What the identity provider says now, else what is known. */
export const emailOf = ({ ref, lease: { person } }: Task): string | undefined =>
  ref.owned ? (ref.customer.email ?? person.email) : person.email;

const nobodies = async (tasks: readonly Task[]): Promise<Introductions> =>
  new Map(await Promise.all(tasks.map(async (task) => [task, await nobody(task)] as const)));

/** Bunce will hear of them inside a trigger, under an id that is nobody else's. */
async function nobody(task: Task): Promise<Introduced> {
  const { lease, ref } = task;
  if (!lease.person.nobody && !(await claimCustomer(task, newIdOf(lease.person, ref)))) return barred(task);
  lease.learn({ nobody: true });
  return 'nobody';
}

/** One question for all; who is not there is created, unless Bunce requires more, or the account's own provider has yet to speak. */
async function askAll(tasks: readonly Task[]): Promise<Introductions> {
  const [first] = tasks;
  if (!first) return new Map();
  const rows = await findRows({ emails: tasks.flatMap((task) => emailOf(task) ?? []) }, first);
  if ('kind' in rows) return new Map(tasks.map((task) => [task, rows]));
  const ends = await Promise.all(tasks.map(async (task) => [task, await found(task, rows)] as const));
  const strangers = ends.flatMap(([task, end]) => (end === 'nobody' ? [task] : []));
  const missing = strangers.filter((task) => mayBeCreated(task) && completeCustomer(task));
  const created = await createAll(missing);
  const untold = await nobodies(strangers.filter((task) => !created.has(task)));
  return new Map([...ends, ...created, ...untold]);
}

const mayBeCreated = ({ ref, lease: { person } }: Task): boolean => ref.owned || person.account === undefined;

async function found(task: Task, rows: readonly Found[]): Promise<Introduced> {
  const row = await adopt(
    task,
    rows.filter((each) => hasEmail(each, emailOf(task))),
  );
  if (row === 'nobody') return 'nobody';
  return row === 'others' ? barred(task) : adopted(task, row);
}

/** Remembered, so that nothing of theirs goes to the other. */
function barred({ lease }: Task): Delivery {
  if (lease.person.account !== undefined) lease.learn({ idOnly: true, refused: true });
  return ADDRESS_TAKEN;
}

function adopted({ lease }: Task, { customer_id: bunceId }: Found): 'adopted' {
  lease.learn({ bunceId, told: undefined, refused: undefined });
  return 'adopted';
}

async function createAll(tasks: readonly Task[]): Promise<Introductions> {
  if (tasks.length === 0) return new Map();
  return bisectRefused(tasks, async (some) => {
    const [first, second] = some;
    if (!first || !second) return new Map(first ? [[first, await createAlone(first)]] : []);
    const reply = await first.context.caller.ask(
      createCustomers(some.flatMap((task) => completeCustomer(task) ?? [])),
      first.step.envelope.id,
    );
    if (reply.kind !== 'ok') return deliveryOf(reply);
    const rows = customersIn(reply.body);
    return new Map(await Promise.all(some.map(async (task) => [task, await answered(task, rows)] as const)));
  });
}

/** Who is not in the answer may have been left out without a word: they go alone. */
async function answered(task: Task, rows: readonly Found[]): Promise<Introduced> {
  const row = rows.find(({ customer_id: id }) => id === newIdOf(task.lease.person, task.ref));
  return row ? created(task, row) : createAlone(task);
}

async function createAlone(task: Task): Promise<Introduced> {
  const whole = completeCustomer(task);
  if (!whole) return nobody(task);
  const reply = await task.context.caller.ask(createCustomer(whole), task.step.envelope.id);
  if (reply.kind === 'ok') return created(task, customerIn(reply.body) ?? whole);
  if (exists(reply)) return (await adoptExisting(task)) ?? deliveryOf(reply);
  // The event is not lost for a profile that Bunce does not like; the profile is, with its reason.
  return reply.kind === 'refused' && task.step.work.kind !== 'profile' ? nobody(task) : deliveryOf(reply);
}

/** Somebody has this e-mail, or this id: made by an attempt whose answer was lost, or by others. */
async function adoptExisting(task: Task): Promise<Introduced | undefined> {
  const email = emailOf(task);
  const byEmail = email === undefined ? [] : await findRows({ emails: [email] }, task);
  if ('kind' in byEmail) return byEmail;
  const end = await found(task, byEmail);
  if (end !== 'nobody') return end;
  const byId = await findRows({ ids: [newIdOf(task.lease.person, task.ref)] }, task);
  if ('kind' in byId) return byId;
  const [row] = byId;
  return row && (await claimCustomer(task, row.customer_id)) ? adopted(task, row) : undefined;
}

async function created(
  task: Task,
  { customer_id: bunceId, email }: Found | { readonly customer_id: string; readonly email: string },
): Promise<Introduced> {
  if (!(await claimCustomer(task, bunceId))) return barred(task);
  const { lease, ref, step, context } = task;
  const own = lease.person.email ?? emailOf(task);
  const held = email?.toLowerCase() ?? own;
  const idOnly = held !== own || (held !== undefined && sharesAddress({ people: context.people, lease, email: held }));
  lease.learn({
    bunceId,
    told: undefined,
    refused: undefined,
    idOnly,
    email: own,
    ...(ref.owned && { marks: raised(lease.person, { [PROFILE]: Date.parse(step.at) }) }),
  });
  return 'created';
}
