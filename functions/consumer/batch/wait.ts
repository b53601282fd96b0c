import { type Envelope, partOf, sqsId } from '../../../shared/queue/envelope.ts';
import type { Context } from '../context.ts';
import { refOf, waitsFor } from '../people/person-ref.ts';
import type { Receipt } from '../receipt.ts';
import { isWaiting, type Step, WAITING } from '../step.ts';

export interface Resent {
  readonly envelope: Envelope;
  readonly dedup: string;
}

/** Whether others wait for the event that names this id's person: what comes later joins them, so that it overtakes none. */
export function mustJoin(step: Step, { people, settings, now }: Context): boolean {
  const key = waitsFor(refOf(step, settings));
  return key !== undefined && !isWaiting(step) && (people.look(key).waiting?.until ?? 0) > now();
}

/** The same webhook in a group of its own happening beside the one it came in, so that the event that tells whom it is about is not blocked. */
export function waitingEnvelope(envelope: Envelope, commandIds: ReadonlySet<string>): Resent {
  const { id, generation, group } = envelope;
  return {
    envelope: { ...envelope, group: `${WAITING}${group}`, commands: envelope.commands.filter((command) => commandIds.has(command.id)) },
    dedup: sqsId(generation === 0 ? `${id}#wait` : `${id}#${generation}#${partOf(envelope)}#wait`),
  };
}

export interface Stray {
  readonly step: Step;
  readonly receipt: Receipt;
  /** Seconds until it comes back. */
  readonly pause: number;
}

/** Notes that somebody waits. Time in which nothing was delivered, for Bunce was out of reach or a backlog ahead, is not waited. Seconds left; undefined where it has yet to be sent to wait. */
export async function waitLeft({ step, receipt, pause }: Stray, { people, settings, now }: Context): Promise<number | undefined> {
  const key = waitsFor(refOf(step, settings)) ?? '';
  const time = now();
  const most = settings.delivery.waitForSibling * 1000;
  const { waiting } = people.look(key);
  const isOfNow = waiting && (waiting.until > time || (isWaiting(step) && waiting.due >= receipt.sentAt));
  const others = isOfNow ? waiting : undefined;
  const putOff = (others?.putOff ?? 0) + (others && isWaiting(step) ? Math.max(0, time - others.due) : 0);
  const until = Math.max(others?.until ?? 0, (isWaiting(step) ? receipt.sentAt : time) + most + putOff);
  const left = receipt.sentAt + most + putOff - time;
  if (!isWaiting(step) || left > 0) {
    // The whole group comes back with whoever of it stays away longest.
    await people.wait(key, { until, putOff, due: Math.max(others?.due ?? 0, time + pause * 1000) });
  }
  return isWaiting(step) ? left / 1000 : undefined;
}
