import { chosenFrom, entriesOf } from '../../shared/bunce/binding-choice.ts';
import { toldIn } from '../../shared/config/told-in.ts';
import { providersOf } from '../../functions/webhooks/senders.ts';
import { isTooOld } from '../../shared/bunce/age.ts';
import type { Envelope } from '../../shared/queue/envelope.ts';
import type { Parked } from '../../shared/queue/parked.ts';
import type { Settled } from '../../shared/config/config.ts';
import { reread, type Reread } from '../../shared/config/reread.ts';
import type { Stack } from '../stack.ts';

export interface Replaying {
  readonly stack: Pick<Stack, 'project' | 'settings' | 'secretOf' | 'settingsOf'>;
  /** Sends also what the ledger knows as delivered. */
  readonly again: boolean;
}

/** The envelope of the next generation; a body that could not be read is read by today's code. */
export async function replayOf(parked: Parked, { stack, again }: Replaying): Promise<Reread> {
  const replay = await reread(parked, { ...stack, providers: providersOf(stack.project) });
  if (replay.kind !== 'send') return replay;
  const envelope = { ...replay.envelope, generation: parked.generation + 1 };
  return { ...replay, envelope: again ? unknownToLedger(envelope) : envelope };
}

/** Under ids of their own generation the commands are new to the ledger, and only once new: the same replay twice is still one. */
const unknownToLedger = ({ commands, ...envelope }: Envelope): Envelope => ({
  ...envelope,
  commands: commands.map(({ id, command }) => ({ id: `${id.replace(/#again-\d+$/, '')}#again-${envelope.generation}`, command })),
});

/** True when an event of it is older than its binding would let a first delivery be. */
export const isOverAge = (envelope: Envelope, settings: Pick<Settled, 'events' | 'delivery' | 'providers'>): boolean =>
  envelope.commands.some(({ command }) => {
    if (command.type !== 'track-event') return false;
    const { event } = command;
    const entry = chosenFrom(entriesOf(settings.events, event.name), toldIn(command, { ...envelope, settings }));
    const maxAge = entry?.event ? entry.maxAge : undefined;
    return isTooOld({ event, receivedAt: envelope.receivedAt, maxAge }, { ...settings.delivery, now: Date.now() });
  });
