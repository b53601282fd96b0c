import { isStale, mayDescribe, newIdOf, PROFILE } from '../../functions/consumer/people/person.ts';
import { emailIn, missingOf, wholeOf } from '../../functions/consumer/people/whole.ts';
import { adoptOne } from '../../functions/consumer/state/adopt.ts';
import type { Customer } from '../../shared/bunce/api/answers.ts';
import { completeAll } from './complete.ts';
import { createAll } from './create.ts';
import { customersAt } from './look-up.ts';
import { ADDRESS_TAKEN, ADOPTED, alone, type Outcome, refusedFor } from './outcome.ts';
import type { Task } from './task.ts';

type Ends = ReadonlyMap<Task, Outcome>;

/** What each of them comes to: by the consumer's rules, and without telling of anything. */
export async function settleAll(tasks: readonly Task[]): Promise<Ends> {
  const needless = tasks.flatMap((task) => ends(task, needlessness(task)));
  const done = new Map(needless);
  const open = tasks.filter((task) => !done.has(task));
  const known = await customersAt(open, { by: 'id' });
  for (const task of open) forgetGone(task, known);
  const newcomers = open.filter(({ lease }) => lease.person.bunceId === undefined);
  const met = await meetAll(newcomers, known);
  const found = (task: Task): Customer | undefined => met.adopted.get(task) ?? known.get(task.lease.person.bunceId ?? '');
  const accounts = open.filter((task) => task.ref.owned && found(task));
  const completed = await completeAll(accounts.flatMap((task) => ends(task, found(task))));
  const others = [...met.adopted.keys()].filter((task) => !task.ref.owned);
  return new Map([...done, ...met.ends, ...completed, ...others.map((task) => [task, ADOPTED] as const)]);
}

const ends = <End>(task: Task, end: End | undefined): readonly (readonly [Task, End])[] => (end === undefined ? [] : [[task, end]]);

/** Why Bunce need not be asked. */
function needlessness({ row, ref, lease: { person } }: Task): Outcome | undefined {
  if (person.erasedAt !== undefined) return alone('erased');
  if (ref.owned && isStale(person, { mark: PROFILE, at: row.at ?? 0 })) return alone('a newer profile is known');
  if (!ref.owned && person.bunceId !== undefined) return alone('known already');
  if (person.idOnly && person.bunceId === undefined && !ref.owned)
    return alone('the e-mail is shared: their own provider must speak first');
  return undefined;
}

/** Whom Bunce no longer has is a newcomer again. */
function forgetGone({ lease, ref }: Task, known: ReadonlyMap<string, Customer>): void {
  const { bunceId } = lease.person;
  if (ref.owned && bunceId !== undefined && !known.has(bunceId)) lease.learn({ bunceId: undefined, told: undefined });
}

interface Met {
  readonly adopted: ReadonlyMap<Task, Customer>;
  readonly ends: Ends;
}

/** Newcomers: found at Bunce, or created if that is allowed and all is known that Bunce requires. */
async function meetAll(tasks: readonly Task[], known: ReadonlyMap<string, Customer>): Promise<Met> {
  const byEmail = await customersAt(tasks, { by: 'email' });
  const met = await Promise.all(tasks.map(async (task) => [task, await meet(task, [...rowsFor(task, { byEmail, known })])] as const));
  const adopted = new Map(met.flatMap(([task, end]) => (typeof end === 'string' ? [] : [[task, end] as const])));
  const strangers = met.flatMap(([task, end]) => (typeof end === 'string' ? [{ task, end }] : []));
  const complete = strangers.filter(({ task }) => mayDescribe(task.lease.person, task.ref) && wholeOf(task.lease.person, task));
  const created = await createAll(complete.map(({ task }) => task));
  return { adopted, ends: new Map(strangers.map(({ task, end }) => [task, created.get(task) ?? unmet(task, end)])) };
}

interface Rows {
  readonly byEmail: ReadonlyMap<string, Customer>;
  readonly known: ReadonlyMap<string, Customer>;
}

function* rowsFor({ lease: { person }, ref }: Task, { byEmail, known }: Rows): Iterable<Customer> {
  const own = known.get(newIdOf(person, ref));
  if (own) yield own;
  const email = emailIn(person, ref);
  for (const row of byEmail.values())
    if (row.email?.toLowerCase() === email && email !== undefined && row.customer_id !== own?.customer_id) yield row;
}

async function meet(task: Task, rows: readonly Customer[]): Promise<Customer | 'nobody' | 'others'> {
  const row = await adoptOne(task, rows);
  if (typeof row === 'string') return row;
  task.lease.learn({ bunceId: row.customer_id, told: undefined, refused: undefined });
  return row;
}

/** Their events will bring what is missing; who they are is known from now on. */
function unmet({ lease: { person }, ...saying }: Task, end: 'nobody' | 'others'): Outcome {
  if (end === 'others') return ADDRESS_TAKEN;
  if (!mayDescribe(person, saying.ref)) return alone('their account is the identity provider’s to describe');
  return refusedFor(`Bunce requires ${missingOf(person, saying).join(', ')}`);
}
