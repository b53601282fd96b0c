import { deliverAttributes } from './attributes.ts';
import { DELIVERED, type Delivery, rejected } from './delivery.ts';
import { type Desk, type Errand, isGone, whoIs } from './desk.ts';
import { deliverDevices } from './devices.ts';
import { deliverErasure } from './erasure.ts';
import { isLastCall } from './job.ts';
import { deliverProfiles } from './profiles.ts';
import type { AttributesStep, ProfileStep, Step } from './step.ts';
import { deliverTrigger } from './trigger.ts';

/** Step id → what became of it. */
export type Deliveries = ReadonlyMap<string, Delivery>;

/** Delivers steps of different groups at the same time; two about one person go one after the other. Never throws. */
export async function deliverWave(steps: readonly Step[], desk: Desk): Promise<Deliveries> {
  const deliveries = new Map<string, Delivery>();
  let waiting = steps;
  while (waiting.length > 0) {
    const round = firstOfEach(waiting, desk);
    waiting = waiting.filter((step) => !round.includes(step));
    for (const [id, delivery] of await deliverRound(round, desk)) deliveries.set(id, delivery);
  }
  return deliveries;
}

const firstOfEach = (steps: readonly Step[], desk: Desk): readonly Step[] => [
  ...new Map(steps.toReversed().map((step) => [whoIs(step, desk)?.key ?? step.id, step])).values(),
];

async function deliverRound(steps: readonly Step[], desk: Desk): Promise<Deliveries> {
  const { attributes, profiles } = together(steps, desk);
  const bulk = new Set([...attributes, ...profiles].map(({ step }) => step.id));
  const results = await Promise.all([
    safely(
      attributes.map(({ step }) => step),
      { desk, work: async () => deliverAttributes(attributes, desk) },
    ),
    safely(
      profiles.map(({ step }) => step),
      { desk, work: async () => deliverProfiles(profiles) },
    ),
    ...steps
      .filter(({ id }) => !bulk.has(id))
      .map(async (step) => safely([step], { desk, work: async () => new Map([[step.id, await deliverOne(step, desk)]]) })),
  ]);
  const found = new Map(results.flatMap((each) => [...each]));
  const ended = new Map(steps.flatMap((step) => endOf(step, { delivery: found.get(step.id), desk })));
  for (const [id, end] of ended) desk.ends.set(id, end);
  await noteIdempotent(
    steps.filter(({ id, work }) => work.kind !== 'trigger' && ended.get(id)?.kind === 'delivered'),
    desk,
  );
  return ended;
}

/** What Bunce takes of several people in one call. */
function together(steps: readonly Step[], desk: Desk) {
  const attributes: Errand<AttributesStep>[] = [];
  const profiles: Errand<ProfileStep>[] = [];
  for (const step of steps) {
    const { work } = step;
    const person = isGone(step, desk) ? undefined : whoIs(step, desk);
    if (person && work.kind === 'attributes') attributes.push({ step: { ...step, work }, person, desk });
    if (person && work.kind === 'profile') profiles.push({ step: { ...step, work }, person, desk });
  }
  return { attributes, profiles };
}

async function deliverOne(step: Step, desk: Desk): Promise<Delivery> {
  const { work } = step;
  if (work.kind === 'unbound') return unbound(step, { desk, what: work.what });
  if (work.kind === 'erasure') return deliverErasure({ ...step, work }, desk);
  if (isGone(step, desk)) return erased(step, desk);
  if (work.kind === 'impossible') return rejected(work.detail);
  const person = whoIs(step, desk);
  if (!person) return { kind: 'waiting' };
  switch (work.kind) {
    case 'trigger':
      return deliverTrigger({ desk, person, step: { ...step, work } });
    case 'devices':
      return deliverDevices({ desk, person, step: { ...step, work } });
    case 'profile':
    case 'attributes':
      throw new Error(`${work.kind} steps go together`);
  }
}

/** Nothing in the config asks for it: settled, but never in silence. */
function unbound(step: Step, { desk, what }: { readonly desk: Desk; readonly what: string }): Delivery {
  desk.metrics.count('unbound', { what });
  desk.log.warn('no binding in the config', { correlation_id: step.envelope.id, step: step.id, what });
  return DELIVERED;
}

/** Sent after the person was erased: settled, but never in silence. */
function erased(step: Step, desk: Desk): Delivery {
  desk.metrics.count('erased', { provider: step.envelope.provider });
  desk.log.info('not sent: the person is erased', { correlation_id: step.envelope.id, step: step.id });
  return DELIVERED;
}

interface Attempt {
  readonly desk: Desk;
  readonly work: () => Promise<Deliveries>;
}

/** A broken world (DynamoDB, a bug) returns the message: no ledger, no call. */
async function safely(steps: readonly Step[], { desk, work }: Attempt): Promise<Deliveries> {
  if (steps.length === 0) return new Map();
  try {
    return await work();
  } catch (error) {
    for (const { id, envelope } of steps) desk.log.error('not delivered', { correlation_id: envelope.id, step: id, cause: nameOf(error) });
    return new Map(steps.map(({ id }) => [id, { kind: 'retry', after: 0, counts: true }]));
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'unknown');

interface End {
  readonly delivery: Delivery | undefined;
  readonly desk: Desk;
}

/** A retry ends when the message is old enough, unless it is Bunce or the setting that fails and not the message. */
function endOf(step: Step, { delivery, desk }: End): readonly (readonly [string, Delivery])[] {
  if (delivery?.kind !== 'retry') return delivery ? [[step.id, delivery]] : [];
  const tried = desk.now() - step.receipt.firstReceivedAt;
  const ended = delivery.counts && tried > desk.settings.delivery.giveUpAfter * 1000;
  if (!ended && !isLastCall(step.receipt, desk.now())) return [[step.id, delivery]];
  const detail = `still not delivered ${Math.round(tried / 60_000)} min after it was first received`;
  return [[step.id, { kind: 'hopeless', reason: 'gave-up', detail, ...(delivery.last && { last: delivery.last }) }]];
}

/** What may safely happen twice is noted afterwards; without the note it would at worst happen twice. */
async function noteIdempotent(steps: readonly Step[], desk: Desk): Promise<void> {
  try {
    const byGeneration = Map.groupBy(steps, ({ envelope }) => envelope.generation);
    for (const [generation, some] of byGeneration) await desk.ledger.mark('delivered', { steps: some, generation });
  } catch (error) {
    desk.log.error('delivered, but DynamoDB did not take the note of it', { cause: nameOf(error) });
  }
}
