import type { Context } from '../context.ts';
import type { Deliveries } from '../delivery.ts';
import { turnOf } from '../step.ts';
import type { Message } from './message.ts';
import type { Run } from './run.ts';

export interface Ended {
  readonly context: Context;
  readonly returned: readonly Message[];
  readonly runs: readonly Pick<Run, 'ends' | 'people'>[];
  /** Envelope id → calls that were asked in its name; one for several webhooks is asked in that of the first. */
  readonly calls: ReadonlyMap<string, number>;
}

/** One line for each webhook, and what they cost of what Bunce allows. */
export function reportMessages(
  messages: readonly Message[],
  { context: { log, metrics, caller, now }, returned, runs, calls }: Ended,
): void {
  const settled = messages.length - returned.length;
  const all = [...calls.values()].reduce((sum, each) => sum + each, 0);
  if (settled > 0) metrics.record('callsPerWebhook', { value: all / settled, unit: 'count' });
  const paced = Math.round(caller.paced());
  if (paced > 0) metrics.record('paced', { value: paced, unit: 'ms' });
  const ends = new Map(runs.flatMap((run) => [...run.ends]));
  const people = new Map(runs.flatMap((run) => [...run.people]));
  for (const message of messages) {
    if (message.content.kind !== 'envelope') continue;
    const { id, provider, receivedAt } = message.content.envelope;
    const outcome = returned.includes(message) ? 'retry' : outcomeOf(message, ends);
    log.info(outcome, {
      correlation_id: id,
      provider,
      calls: calls.get(id) ?? 0,
      ms: now() - Date.parse(receivedAt),
      person: people.get(id),
    });
  }
}

function outcomeOf({ steps }: Message, ends: Deliveries): 'parked' | 'waiting' | 'delivered' {
  const kinds = new Set(steps.map((step) => ends.get(turnOf(step))?.kind));
  if (kinds.has('hopeless')) return 'parked';
  return kinds.has('waiting') ? 'waiting' : 'delivered';
}
