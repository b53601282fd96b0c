import { type Envelope, partOf, sqsId } from '../../shared/queue/envelope.ts';
import type { Desk } from './desk.ts';
import type { Step } from './step.ts';

const PREFIX = 'wait/';

export interface Resent {
  readonly envelope: Envelope;
  readonly dedup: string;
}

/** The same webhook in a group of its own, so that the sibling behind it, which may tell whom it is about, is not blocked. */
export function waitingEnvelope(envelope: Envelope, commandIds: ReadonlySet<string>): Resent {
  const { id, generation } = envelope;
  return {
    envelope: { ...envelope, group: `${PREFIX}${id}`, commands: envelope.commands.filter((command) => commandIds.has(command.id)) },
    dedup: sqsId(generation === 0 ? `${id}#wait` : `${id}#${generation}#${partOf(envelope)}#wait`),
  };
}

/** Seconds that these may still wait; undefined when they have not been sent to wait yet. */
export function waitLeft([first]: readonly Step[], { settings, now }: Desk): number | undefined {
  if (!first?.envelope.group.startsWith(PREFIX)) return undefined;
  return settings.delivery.waitForSibling - (now() - first.receipt.firstReceivedAt) / 1000;
}
