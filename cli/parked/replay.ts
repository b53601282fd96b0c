import { chosenFrom, entriesOf } from '../../shared/bunce/binding-choice.ts';
import { toldIn } from '../../shared/config/told-in.ts';
import { providersOf } from '../../functions/webhooks/senders.ts';
import { isTooOld } from '../../shared/bunce/age.ts';
import { Envelope, envelopeOf } from '../../shared/queue/envelope.ts';
import { type Parked, unpackBody } from '../../shared/queue/parked.ts';
import type { Settled } from '../../shared/config/config.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import type { Reading } from '../../shared/webhook/read.ts';
import { readAsReceiver } from '../read-webhook.ts';
import type { Stack } from '../stack.ts';
import { jsonOf } from './message.ts';

/** What a replay makes of a parked message. */
export type Replay =
  /** `rest`: why a part of it stays parked all the same. */
  | { readonly kind: 'send'; readonly envelope: Envelope; readonly rest?: string | undefined }
  /** Read by today's code it asks for nothing. */
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'stays'; readonly why: string };

export interface Replaying {
  readonly stack: Pick<Stack, 'project' | 'settings' | 'secretOf' | 'settingsOf'>;
  /** Sends also what the ledger knows as delivered. */
  readonly again: boolean;
}

/** The envelope of the next generation; a body that could not be read is read by today's code. */
export async function replayOf(parked: Parked, { stack, again }: Replaying): Promise<Replay> {
  const replay = parked.envelope ? send(parked.envelope) : await reread(parked, stack);
  if (replay.kind !== 'send') return replay;
  const envelope = { ...replay.envelope, generation: parked.generation + 1 };
  return { ...replay, envelope: again ? unknownToLedger(envelope) : envelope };
}

const send = (envelope: Envelope): Replay => ({ kind: 'send', envelope });

/** Under ids of their own generation the commands are new to the ledger, and only once new: the same replay twice is still one. */
const unknownToLedger = ({ commands, ...envelope }: Envelope): Envelope => ({
  ...envelope,
  commands: commands.map(({ id, command }) => ({ id: `${id.replace(/#again-\d+$/, '')}#again-${envelope.generation}`, command })),
});

async function reread(parked: Parked, stack: Replaying['stack']): Promise<Replay> {
  try {
    const body = unpackBody(parked.raw?.body ?? '');
    return parked.provider === 'queue' ? ofTheQueue(body) : await mapped(parked, { body, stack });
  } catch (error) {
    return { kind: 'stays', why: error instanceof Error ? error.message : String(error) };
  }
}

function ofTheQueue(body: Buffer): Replay {
  const envelope = Envelope.safeParse(jsonOf(body.toString()));
  return envelope.success ? send(envelope.data) : { kind: 'stays', why: 'not a message of this version' };
}

async function mapped(
  { id, provider: name, raw, firstReceivedAt }: Parked,
  { body, stack }: { readonly body: Buffer; readonly stack: Replaying['stack'] },
): Promise<Replay> {
  const providers = providersOf(stack.project);
  const provider = Object.hasOwn(providers, name) ? providers[name] : undefined;
  if (!provider) return { kind: 'stays', why: `this version has no provider ${name}` };
  const request = { headers: raw?.headers ?? {}, body };
  const reading = await readAsReceiver({ provider, stack, request, find: async (payload) => found(payload, { provider, stack }) });
  if (reading.kind === 'unreadable') return { kind: 'stays', why: reading.cause };
  if (reading.kind === 'ignored') return { kind: 'nothing', why: reading.why };
  const rest = restOf(reading.unreadable);
  if (reading.commands.length === 0) return rest === undefined ? { kind: 'nothing', why: 'no commands' } : { kind: 'stays', why: rest };
  // The id it had when it came, which may have stood in a header that is not kept.
  const identity = { ...reading, id: id.slice(name.length + 1) };
  const envelope = envelopeOf(
    { provider: name, identity, thread: reading.thread, seal: raw?.seal, receivedAt: new Date(firstReceivedAt) },
    reading.commands,
  );
  return { kind: 'send', envelope, rest };
}

/** Entries that today's code cannot read either must not go with those that it can. */
function restOf(unreadable: (Reading & { kind: 'read' })['unreadable']): string | undefined {
  const [first] = unreadable;
  return first && `${unreadable.length} of its entries cannot be read: ${first.cause}`;
}

/** Milliseconds: less than a batch is held for. */
const LOOKUP_DEADLINE = 8000;

async function found(
  payload: unknown,
  { provider, stack }: { readonly provider: Provider; readonly stack: Replaying['stack'] },
): Promise<unknown> {
  const reference = provider.lookup?.reference(payload) ?? null;
  if (!provider.lookup || reference === null) return undefined;
  const { credentials } = await stack.secretOf(provider.name);
  return provider.lookup.fetch({
    reference,
    credentials,
    settings: stack.settingsOf(provider.name),
    signal: AbortSignal.timeout(LOOKUP_DEADLINE),
  });
}

/** True when an event of it is older than its binding would let a first delivery be. */
export const isOverAge = (envelope: Envelope, settings: Pick<Settled, 'events' | 'delivery' | 'providers'>): boolean =>
  envelope.commands.some(({ command }) => {
    if (command.type !== 'track-event') return false;
    const { event } = command;
    const entry = chosenFrom(entriesOf(settings.events, event.name), toldIn(command, { ...envelope, settings }));
    const maxAge = entry?.event ? entry.maxAge : undefined;
    return isTooOld({ event, receivedAt: envelope.receivedAt, maxAge }, { ...settings.delivery, now: Date.now() });
  });
