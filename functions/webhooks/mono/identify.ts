import { bodyMark } from '../../../shared/webhook/body-mark.ts';
import type { Identity, Mode } from '../../../shared/webhook/provider.ts';
import { Any, Subject } from './schema.ts';

/** Each may tell that a debit succeeded: one that is swept from several accounts is told for each of them and as a whole. */
const SUCCESS = new Set([
  'events.mandates.debit.successful',
  'events.mandates.debit_attempt.successful',
  'events.mandates.debit.partial_debit_successful',
]);

/** The id is the same in every retry; a debit is known by its reference. Webhooks of older accounts have no id: there it is the object and its state. */
export function identify(body: Buffer, payload: unknown): Identity {
  const { event, event_id: id, data } = Any.parse(payload);
  const subject: Subject = Subject.parse(data) ?? {};
  const debit = SUCCESS.has(event) ? subject.reference_number : null;
  const own = debit ? `events.mandates.debit:${debit}:successful` : id;
  return { type: event, id: own || [event, ...knownBy(subject, body)].filter(Boolean).join(':'), mode: modeOf(event, subject) };
}

function knownBy({ id, mandate, reference_number: debit, status, timestamps, object }: Subject, body: Buffer) {
  const own = object?.id ?? debit ?? id;
  if (own) return [own, status];
  return mandate && timestamps ? [mandate, timestamps] : [bodyMark(body)];
}

/** The dashboard's button sends `mono.events.webhook_test`. */
function modeOf(event: string, { live_mode: live, liveMode, object }: Subject): Mode {
  const isLive = live ?? liveMode ?? object?.live_mode ?? object?.liveMode ?? true;
  return isLive && !event.endsWith('.webhook_test') ? 'live' : 'test';
}
