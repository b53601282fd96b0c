import { type Context, type Task } from '../context.ts';
import { DELIVERED, type Deliveries, type Delivery, rejected } from '../delivery.ts';
import { isKnown, PROFILE } from '../people/person.ts';
import type { Step, StepOf, Work } from '../step.ts';
import { attributeMarks, deliverAttributes } from './attributes.ts';
import { deliverDevices } from './devices.ts';
import { deliverErasure } from './erasure.ts';
import { introduce, isOwnProfile } from './introduce.ts';
import type { Introductions } from './introduced.ts';
import { deliverProfiles, isNeedless } from './profile.ts';
import { deliverTrigger, doubt, tooLate } from './trigger.ts';

type Deliver<Kind extends Work['kind']> = (tasks: readonly Task<StepOf<Kind>>[], introductions: Introductions) => Promise<Deliveries>;

/** Delivers steps of different people at the same time, each under its person's lease. Never throws. */
export async function deliverWave(tasks: readonly Task[], context: Context): Promise<Deliveries> {
  const before = new Map(tasks.flatMap((task) => idAnd(task, endBefore(task))));
  const open = tasks.filter(({ step }) => !before.has(step.id));
  const introductions = await introduced(open.filter(isNewcomer), context);
  const barred = new Map([...introductions].flatMap(([task, end]) => idAnd(task, typeof end === 'object' ? end : undefined)));
  const rest = open.filter(({ step }) => !barred.has(step.id));
  const some = async <Kind extends Work['kind']>(kind: Kind, deliver: Deliver<Kind>): Promise<Deliveries> => {
    const theirs = rest.filter((task): task is Task<StepOf<Kind>> => task.step.work.kind === kind);
    return theirs.length === 0 ? new Map() : safely(theirs, { context, work: async () => deliver(theirs, introductions) });
  };
  const results = await Promise.all([
    some('profile', deliverProfiles),
    some('attributes', deliverAttributes),
    some('trigger', each(deliverTrigger, context)),
    some('devices', each(deliverDevices, context)),
    some('erasure', each(deliverErasure, context)),
  ]);
  return new Map([before, barred, ...results].flatMap((result) => [...result]));
}

const idAnd = ({ step }: Task, end: Delivery | undefined): readonly (readonly [string, Delivery])[] => (end ? [[step.id, end]] : []);

/** Of whom is erased, and of an event that comes too late, Bunce is not told, nor is anybody made known to it for them. */
function endBefore(task: Task): Delivery | undefined {
  const { step, lease, context } = task;
  const { work } = step;
  if (lease.person.erasedAt !== undefined && work.kind !== 'erasure') return erased(step, context);
  if (work.kind !== 'trigger') return undefined;
  const trigger = { ...task, step: { ...step, work } };
  return doubt(trigger) ?? tooLate(trigger);
}

/** What a settled step has written of its person, and when. */
export function marksOf(task: Omit<Task, 'claim'>): Readonly<Record<string, number>> {
  const { step } = task;
  const { work } = step;
  if (work.kind === 'attributes') return attributeMarks({ ...task, step: { ...step, work } });
  return work.kind === 'profile' && task.ref.owned ? { [PROFILE]: Date.parse(step.at) } : {};
}

/** Whom Bunce must know, before anything else, in a way that their step needs. */
function isNewcomer(task: Task): boolean {
  const { person } = task.lease;
  const { kind } = task.step.work;
  if (kind === 'erasure' || isNeedless(task)) return false;
  const needsId = kind === 'devices' || isOwnProfile(task);
  return needsId ? person.bunceId === undefined : !isKnown(person);
}

async function introduced(tasks: readonly Task[], context: Context): Promise<Introductions> {
  try {
    return await introduce(tasks);
  } catch (error) {
    return new Map(tasks.map((task) => [task, broken(task.step, { context, error })]));
  }
}

const each =
  <Of extends Step>(deliver: (task: Task<Of>) => Promise<Delivery>, context: Context) =>
  async (tasks: readonly Task<Of>[]): Promise<Deliveries> => {
    const ends = tasks.map(async (task) => safely([task], { context, work: async () => new Map([[task.step.id, await deliver(task)]]) }));
    return new Map((await Promise.all(ends)).flatMap((end) => [...end]));
  };

/** Sent after the person was erased: settled, but never in silence. */
function erased({ id, envelope }: Step, { metrics, log }: Context): Delivery {
  metrics.count('erased', { provider: envelope.provider });
  log.info('not sent: the person is erased', { correlation_id: envelope.id, step: id });
  return DELIVERED;
}

interface Attempt {
  readonly context: Context;
  readonly work: () => Promise<Deliveries>;
}

/** A broken world (DynamoDB, a bug) returns the message: no ledger, no call. */
async function safely(tasks: readonly Task[], { context, work }: Attempt): Promise<Deliveries> {
  try {
    return await work();
  } catch (error) {
    return new Map(tasks.map(({ step }) => [step.id, broken(step, { context, error })]));
  }
}

/** What DynamoDB will never take is no failure that passes. */
export function broken({ id, envelope }: Step, { context, error }: { readonly context: Context; readonly error: unknown }): Delivery {
  const cause = error instanceof Error ? error.name : 'unknown';
  context.log.error('not delivered', { correlation_id: envelope.id, step: id, cause });
  if (cause === 'ValidationException') return rejected('DynamoDB does not take what is to be kept of it');
  return { kind: 'retry', after: 0, counts: true };
}
