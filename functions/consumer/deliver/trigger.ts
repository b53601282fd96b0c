import { isTooOld, oldestOf } from '../../../shared/bunce/age.ts';
import { type Parameters, parametersOf } from '../../../shared/bunce/parameters.ts';
import { notFound } from '../../../shared/bunce/status.ts';
import { type Fields, triggerEvent } from '../../../shared/bunce/wire.ts';
import { durationOf } from '../../../shared/runtime/duration.ts';
import { reportUnfit, type Task } from '../context.ts';
import { byBinding, DELIVERED, type Delivery, deliveryOf, rejected } from '../delivery.ts';
import { identityOf, profileIn, saidOf } from '../people/person.ts';
import { isWaiting, type TriggerStep } from '../step.ts';
import { findRows } from './find-customer.ts';
import { introduceAgain } from './introduce.ts';
import { learnTold } from './introduced.ts';

type One = Task<TriggerStep>;

/** Tells of an event. Whom Bunce does not hold any more is a newcomer again, once. */
export async function deliverTrigger(task: One): Promise<Delivery> {
  const done = await fire(task);
  if (!('missing' in done)) return done;
  const { missing, bunceId } = done;
  // It may be the event that Bunce does not know.
  const rows = await findRows({ ids: [bunceId] }, task);
  if ('kind' in rows) return rows;
  if (rows.length > 0) return missing;
  const introduced = await introduceAgain(task);
  if (typeof introduced === 'object') return introduced;
  const again = await fire(task);
  return 'missing' in again ? again.missing : again;
}

/** The one thing Bunce would do twice, hence the note before. */
async function fire(task: One): Promise<Delivery | { readonly missing: Delivery; readonly bunceId: string }> {
  const { step, context } = task;
  const built = byBinding(() => payloadOf(task));
  if ('kind' in built) return built;
  if (!built.ok) return rejected(`the event "${step.work.definition.name}" requires the parameter "${built.missing}", ${built.because}`);
  const call = triggerEvent(step.work.definition.id, built.payload);
  const reply = await context.caller.ask({ ...call, claim: async () => begin(task) }, step.envelope.id);
  switch (reply.kind) {
    case 'ok':
      return told(task, built.unfit);
    case 'unsure':
      return (step.work.binding.onAmbiguous === 'park' && ambiguous(task)) || deliveryOf(reply);
    case 'held':
    case 'taken':
      return deliveryOf(reply);
    case 'busy':
    case 'down':
    case 'misdirected':
    case 'refused':
      await task.claim.takeBack();
      const { bunceId } = task.lease.person;
      return notFound(reply) && bunceId !== undefined ? { missing: deliveryOf(reply), bunceId } : deliveryOf(reply);
  }
}

/** What the binding parks in doubt is in doubt, whatever else would end it. */
export const doubt = (task: One): Delivery | undefined =>
  task.claim.isRepeated && task.step.work.binding.onAmbiguous === 'park' ? ambiguous(task) : undefined;

/** An event older than it may be; whoever replays one was asked whether they mean it. */
export function tooLate({ step, context }: Pick<One, 'step' | 'context'>): Delivery | undefined {
  const aged = { event: step.work.event, receivedAt: step.envelope.receivedAt, maxAge: step.work.binding.maxAge };
  const { oldestEvent } = context.settings.delivery;
  if (step.envelope.generation > 0 || !isTooOld(aged, { oldestEvent, now: context.now() })) return undefined;
  const oldest = durationOf(oldestOf(aged, { oldestEvent }));
  return {
    kind: 'hopeless',
    reason: 'too-late',
    detail: `older than the ${oldest} that ${aged.maxAge === undefined ? 'delivery.oldestEvent' : 'its binding'} allows`,
  };
}

type Payload =
  | { readonly ok: true; readonly payload: Readonly<Record<string, unknown>>; readonly unfit: readonly string[] }
  | Extract<Parameters, { readonly ok: false }>;

/** Declared parameters beside the person; the e-mail stands twice because older wordings of Bunce's page want it outside. */
function payloadOf({ step, lease: { person }, ref, context: { settings } }: One): Payload {
  const { event, binding } = step.work;
  const profile = profileIn(person, { ref, settings });
  const identity = identityOf(person);
  const source = { ...step.work.source, person: saidOf(person, { ref, settings }) };
  const isShared = identity.email === undefined && person.email !== undefined;
  const { outside = [], declared = [] } = Object.groupBy(step.work.definition.parameters, ({ name }) =>
    isShared && name === 'email' ? 'outside' : 'declared',
  );
  if (outside.some(({ required }) => required)) return LEADING;
  const parameters = parametersOf(binding, { source, declared });
  if (!parameters.ok) return parameters;
  // Whom nobody has told Bunce of goes with all that is known; of others identity alone, so that nothing is overwritten.
  const customer: Fields = person.nobody === undefined ? identity : { customer_id: person.nobody, ...identity, ...profile };
  const unfit = parameters.unfit.map((name) => `${event.name}.${name}`);
  return { ok: true, payload: { ...parameters.values, ...(identity.email && { email: identity.email }), customer }, unfit };
}

/** Outside, an e-mail says whom an event is about: it never goes with one who is addressed by id alone. */
const LEADING = { ok: false, missing: 'email', because: 'which may lead Bunce to another customer who has their e-mail too' } as const;

/** Undefined when the step is ours to send. */
async function begin(task: One): Promise<Delivery | undefined> {
  const end = task.claim.isRepeated ? ambiguous(task) : undefined;
  if (end) return end;
  return (await task.claim.begin()) ? undefined : { kind: 'busy' };
}

/** Sent once already, and nobody knows whether Bunce took it. Undefined when the binding says to send again. */
function ambiguous({ step, context }: One): Delivery | undefined {
  const { onAmbiguous = 'retry' } = step.work.binding;
  context.metrics.count('ambiguous', { event: step.work.event.name, policy: onAmbiguous });
  context.log.warn('sent before, and Bunce may have taken it', { correlation_id: step.envelope.id, step: step.id, policy: onAmbiguous });
  if (onAmbiguous === 'retry') return undefined;
  return { kind: 'hopeless', reason: 'ambiguous', detail: 'sent, but no answer came: Bunce may or may not have taken it' };
}

function told(task: One, unfit: readonly string[]): Delivery {
  const { step, context } = task;
  reportUnfit(task, unfit);
  if (isPrompt(step)) context.metrics.record('latency', { value: context.now() - Date.parse(step.envelope.receivedAt), unit: 'ms' });
  context.log.debug('told', { correlation_id: step.envelope.id, event: step.work.definition.name });
  learnTold(task);
  return DELIVERED;
}

/** Neither replayed by hand nor sent to wait on purpose: how long it took says something of us and of Bunce. */
const isPrompt = (step: TriggerStep): boolean => step.envelope.generation === 0 && !isWaiting(step);
