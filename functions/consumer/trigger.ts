import { isTooOld, oldestOf } from '../../shared/bunce/age.ts';
import { type Parameters, parametersOf } from '../../shared/bunce/parameters.ts';
import { triggerEvent } from '../../shared/bunce/wire.ts';
import type { Reply } from './calls/reply.ts';
import { DELIVERED, type Delivery, deliveryOf, rejected } from './delivery.ts';
import { afterwards, type Errand, leftOut } from './desk.ts';
import { identityOf, insideOf, unconfirmed } from './person.ts';
import type { TriggerStep } from './step.ts';

/** Fires an event: the one thing Bunce would do twice, hence the claim before and the note after. */
export async function deliverTrigger(errand: Errand<TriggerStep>): Promise<Delivery> {
  const { step, desk } = errand;
  const late = tooLate(errand);
  if (late) return late;
  const built = payloadOf(errand);
  if (!built.ok) return rejected(`the event "${step.work.definition.name}" requires the parameter "${built.missing}", ${built.because}`);
  const call = triggerEvent(step.work.definition.id, built.payload);
  const reply = await desk.ask({ ...call, claim: async () => claimed(errand) }, step.envelope.id);
  if (reply.kind === 'ok') leftOut(errand, built.unfit);
  return concluded(errand, reply);
}

/** Whoever replays an old event was asked whether they mean it. */
function tooLate({ step, desk }: Errand<TriggerStep>): Delivery | undefined {
  const aged = { event: step.work.event, receivedAt: step.envelope.receivedAt, maxAge: step.work.binding.maxAge };
  const { oldestEvent } = desk.settings.delivery;
  if (step.envelope.generation > 0 || !isTooOld(aged, { oldestEvent, now: desk.now() })) return undefined;
  const hours = oldestOf(aged, { oldestEvent }) / 3600;
  return {
    kind: 'hopeless',
    reason: 'too-late',
    detail: `older than the ${hours} h that ${aged.maxAge === undefined ? 'delivery.oldestEvent' : 'its binding'} allows`,
  };
}

type Payload =
  | { readonly ok: true; readonly payload: Readonly<Record<string, unknown>>; readonly unfit: readonly string[] }
  | Extract<Parameters, { readonly ok: false }>;

/** Declared parameters beside the person; the e-mail stands twice because older wordings of Bunce's page want it outside. */
function payloadOf({ step, person }: Errand<TriggerStep>): Payload {
  const { event, binding, definition } = step.work;
  const source = { event, occurredAt: step.at, person: { ...identityOf(person), ...person.profile } };
  const parameters = parametersOf(binding, { source, declared: definition.parameters });
  if (!parameters.ok) return parameters;
  const email = person.email ? { email: person.email } : {};
  const unfit = parameters.unfit.map((name) => `${event.name}.${name}`);
  return { ok: true, payload: { ...parameters.values, ...email, customer: insideOf(person) }, unfit };
}

/** Undefined when the step is ours to send. */
async function claimed(errand: Errand<TriggerStep>): Promise<Delivery | undefined> {
  const { step, desk } = errand;
  if (desk.entries.get(step.id)?.state === 'sending') return ambiguous(errand);
  if (await desk.ledger.claim(step, step.envelope.generation)) return undefined;
  const entry = (await desk.ledger.read([step.id])).get(step.id);
  return entry?.state === 'sending' ? ambiguous(errand) : DELIVERED;
}

/** Sent once already, and nobody knows whether Bunce took it. Undefined when the binding says to send again. */
function ambiguous({ step, desk }: Errand<TriggerStep>): Delivery | undefined {
  const { onAmbiguous = 'retry' } = step.work.binding;
  desk.metrics.count('ambiguous', { event: step.work.event.name, policy: onAmbiguous });
  desk.log.warn('sent before, and Bunce may have taken it', { correlation_id: step.envelope.id, step: step.id, policy: onAmbiguous });
  if (onAmbiguous === 'retry') return undefined;
  return { kind: 'hopeless', reason: 'ambiguous', detail: 'sent, but no answer came: Bunce may or may not have taken it' };
}

async function concluded(errand: Errand<TriggerStep>, reply: Reply<Delivery>): Promise<Delivery> {
  const { step, desk, person } = errand;
  if (reply.kind === 'unsure') return (step.work.binding.onAmbiguous === 'park' && ambiguous(errand)) || deliveryOf(reply);
  if (reply.kind === 'held' || reply.kind === 'taken') return deliveryOf(reply);
  if (reply.kind !== 'ok') {
    await desk.ledger.release(step.id);
    return deliveryOf(reply);
  }
  desk.metrics.record('latency', { value: desk.now() - Date.parse(step.envelope.receivedAt), unit: 'ms' });
  await afterwards(errand, async () => desk.ledger.mark('delivered', { steps: [step], generation: step.envelope.generation }));
  if (!person.known) {
    desk.carried.add(step.id);
    await afterwards(errand, async () => desk.directory.learn(unconfirmed(person, step.at)));
  }
  return DELIVERED;
}
