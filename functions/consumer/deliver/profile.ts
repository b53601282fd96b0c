import type { Call } from '../../../shared/bunce/call.ts';
import { exists, notFound } from '../../../shared/bunce/status.ts';
import { customerIn, type Fields, updateCustomer, updateCustomers } from '../../../shared/bunce/wire.ts';
import type { Task } from '../context.ts';
import { DELIVERED, type Deliveries, type Delivery, deliveryOf, rejected, UNWRITTEN } from '../delivery.ts';
import { ADDRESS, identityOf, isStale, PROFILE, profileIn, raised } from '../people/person.ts';
import { leave, sharesAddress } from '../state/addresses.ts';
import type { ProfileStep } from '../step.ts';
import { inBulk } from './bulk.ts';
import { reportIncomplete } from './complete-customer.ts';
import { introduceAgain } from './introduce.ts';
import { emailOf, type Introduced, type Introductions } from './introduced.ts';

type One = Task<ProfileStep>;

/** Something newer has been written. */
export const isNeedless = ({ step, ref, lease: { person } }: Task): boolean =>
  step.work.kind === 'profile' && ref.owned && isStale(person, { mark: PROFILE, at: Date.parse(step.at) });

/** Brings people up to date, several in one call where Bunce has one for it. Only the identity provider writes into a profile that exists. */
export async function deliverProfiles(tasks: readonly One[], introductions: Introductions): Promise<Deliveries> {
  const {
    stale = [],
    bulk = [],
    alone = [],
    untold = [],
    moved = [],
    done = [],
  } = Object.groupBy(tasks, (task) => wayOf(task, introductions.get(task)));
  for (const { context } of stale) context.metrics.count('stale', { what: 'profile' });
  const each = async (some: readonly One[], work: (task: One) => Promise<Delivery>) =>
    new Map(await Promise.all(some.map(async (task) => [task, await work(task)] as const)));
  const ends = await Promise.all([
    updateTogether(bulk),
    each(alone, overwrite),
    each(moved, async (task) => moveOn(task, { isKept: false })),
    each(untold, tellLater),
  ]);
  return new Map([
    ...stale.map((task) => [task.step.id, UNWRITTEN] as const),
    ...done.map((task) => [task.step.id, DELIVERED] as const),
    ...ends.flatMap((some) => [...some].map(([task, end]) => [task.step.id, end] as const)),
  ]);
}

function wayOf(task: One, introduced: Introduced | undefined): 'stale' | 'done' | 'moved' | 'untold' | 'bulk' | 'alone' {
  if (isNeedless(task)) return 'stale';
  if (introduced === 'nobody') return 'untold';
  const { email, coming, idOnly } = task.lease.person;
  if (introduced === 'created' && task.ref.owned && (coming !== undefined || email !== emailOf(task))) return 'moved';
  if (!task.ref.owned || introduced === 'created') return 'done';
  return introduced === 'adopted' || idOnly || email !== emailOf(task) ? 'alone' : 'bulk';
}

const profileOf = ({ lease: { person }, ref, context: { settings } }: One): Fields => profileIn(person, { ref, settings });

const updateTogether = async (tasks: readonly One[]): Promise<ReadonlyMap<One, Delivery>> =>
  inBulk(tasks, {
    callFor: bulkCall,
    idOf: ({ lease }) => lease.person.bunceId,
    answered: async (task, { email }) => written(task, email?.toLowerCase()),
    alone: overwrite,
  });

const bulkCall = (tasks: readonly One[]): Call =>
  updateCustomers(
    tasks.flatMap((task) => {
      const { bunceId } = task.lease.person;
      return bunceId === undefined ? [] : [{ ...identityOf(task.lease.person), ...profileOf(task), customer_id: bunceId }];
    }),
  );

/** A changed e-mail goes by this call alone, and the answer tells whether Bunce took it. */
async function overwrite(task: One): Promise<Delivery> {
  const done = await update(task, { ...emailField(emailOf(task)), ...profileOf(task) });
  if (done !== 'missing') return done;
  const introduced = await introduceAgain(task);
  if (introduced === 'nobody') return tellLater(task);
  if (introduced === 'created') return moveOn(task, { isKept: false });
  if (introduced !== 'adopted') return introduced;
  const again = await update(task, { ...emailField(emailOf(task)), ...profileOf(task) });
  return again === 'missing' ? rejected('Bunce lists the customer but does not find it') : again;
}

const emailField = (email: string | undefined): Fields => (email === undefined ? {} : { email });

async function update(task: One, fields: Fields): Promise<Delivery | 'missing'> {
  const { bunceId = '' } = task.lease.person;
  if (Object.keys(fields).length === 0) return DELIVERED;
  const reply = await task.context.caller.ask(updateCustomer({ ...fields, customer_id: bunceId }), task.step.envelope.id);
  if (reply.kind === 'ok')
    return written(task, fields.email === undefined ? 'none' : (customerIn(reply.body)?.email?.toLowerCase() ?? fields.email));
  if (notFound(reply)) return 'missing';
  const { email, ...others } = fields;
  // Another customer has the address: a guest's that led to this account, or another account's.
  if (email !== undefined && exists(reply)) return Object.keys(others).length === 0 ? written(task, 'none') : update(task, others);
  return deliveryOf(reply);
}

/** What stands from now on. An address that Bunce kept moves nobody's: its events go by id alone. */
async function written(task: One, held: string | undefined): Promise<Delivery> {
  const email = emailOf(task);
  const isKept = email !== undefined && held !== undefined && held !== email;
  if (isKept) reportKept(task);
  return moveOn(task, { isKept });
}

/** The new e-mail is theirs, the old one is given up. */
async function moveOn(task: One, { isKept }: { readonly isKept: boolean }): Promise<Delivery> {
  const { step, lease } = task;
  const { people } = task.context;
  const { email: old, coming } = lease.person;
  const email = emailOf(task);
  for (const past of [old, coming])
    if (past !== undefined && past !== email && (await leave({ people, lease, email: past })) === 'taken') return { kind: 'busy' };
  const idOnly = isKept || (email !== undefined && (await sharesAddress({ people, lease, email })));
  const { bunceId, told } = lease.person;
  // Whom this profile did not make known has no other on its way: what follows is parked, not kept waiting.
  const isUnknown = idOnly && bunceId === undefined && told !== true;
  // Whom Bunce has yet to hear of is told by their event: what it does not take keeps nothing older out, but for the address.
  const mark = lease.person.nobody === undefined ? PROFILE : ADDRESS;
  const marks = raised(lease.person, { [mark]: Date.parse(step.at) });
  lease.learn({ email, coming: undefined, idOnly, marks, ...(isUnknown && { refused: true }) });
  return DELIVERED;
}

/** Its event carries it: it is noted with nobody, so that it is told again if the message comes back. */
async function tellLater(task: One): Promise<Delivery> {
  reportIncomplete(task);
  if (!task.ref.owned) return DELIVERED;
  const moved = await moveOn(task, { isKept: false });
  return moved.kind === 'delivered' ? { kind: 'delivered', unnoted: true } : moved;
}

function reportKept({ context, step }: One): void {
  context.metrics.count('emailKept');
  context.log.warn('Bunce kept the old e-mail', { correlation_id: step.envelope.id, step: step.id });
}
