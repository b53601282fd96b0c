import { chosenFrom, entriesOf } from '../../shared/bunce/binding-choice.ts';
import { readAsReceiver, type Receiving } from '../../shared/config/read-as-receiver.ts';
import { toldIn } from '../../shared/config/told-in.ts';
import { type Envelope, type EnvelopeCommand, envelopeOf } from '../../shared/queue/envelope.ts';
import type { PastWebhook } from '../../shared/webhook/history.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import type { Ignored, Reading } from '../../shared/webhook/read.ts';
import { printOf } from './print.ts';

/** What a webhook should have set off. */
export interface Happening {
  /** As the receiver would have queued it. */
  readonly envelope: Envelope;
  /** What of it tells something, by what the ledger notes of that. */
  readonly told: ReadonlyMap<EnvelopeCommand, string>;
  /** ISO 8601, where the provider says when. */
  readonly time: string | undefined;
  /** The id is the webhook's own, so that the ledger also knows it by that. */
  readonly isSameId: boolean;
}

/** `older` than asked for; `young`: its webhook may be on its way; `unnoted`: of what it tells the ledger keeps no occasion. */
export type Why = Ignored | 'older' | 'young' | 'unnoted' | 'unreadable';

export type Heard = { readonly kind: 'happening'; readonly happening: Happening } | { readonly kind: 'left'; readonly why: Why };

export interface Hearing {
  readonly provider: Provider;
  readonly stack: Receiving;
  readonly since: Date;
  readonly now: Date;
  /** Milliseconds that a webhook may take to come, and to be dealt with; default: `ON_ITS_WAY`. */
  readonly onItsWay?: number;
  find(payload: unknown): Promise<unknown>;
}

/** Milliseconds that a webhook takes at most, if all is well. */
const ON_ITS_WAY = 120_000;

/** Reads it as its receiver would, and says whether it should be on the ledger. */
export async function hear({ body, headers = {} }: PastWebhook, hearing: Hearing): Promise<Heard> {
  const { provider, stack, find } = hearing;
  const reading = await readAsReceiver({ provider, stack, request: { body: Buffer.from(JSON.stringify(body)), headers }, find });
  if (reading.kind === 'ignored') return left(reading.why);
  return reading.kind === 'unreadable' ? left('unreadable') : judged(reading, hearing);
}

const left = (why: Why): Heard => ({ kind: 'left', why });

function judged(reading: Reading & { kind: 'read' }, { provider: { name }, stack, ...when }: Hearing): Heard {
  const id = reading.id ?? firstOccasion(reading);
  if (id === undefined) return left('unnoted');
  const envelope = envelopeOf(
    { provider: name, identity: { ...reading, id }, thread: reading.thread, receivedAt: when.now },
    reading.commands,
  );
  const told = new Map(envelope.commands.flatMap((each) => toldBy(each, { envelope, settings: stack.settings })));
  const [time] = [...told.keys()].flatMap(({ command }) => (command.type === 'track-event' ? (command.event.occurredAt ?? []) : [])).sort();
  const why = leftOut({ envelope, told, time }, when);
  return why ? left(why) : { kind: 'happening', happening: { envelope, told, time, isSameId: reading.id !== null } };
}

/** Stands in for the id of a delivery: the same however often it is read. */
function firstOccasion({ commands }: Reading & { kind: 'read' }): string | undefined {
  const [occasion] = commands.flatMap((command) => (command.type === 'track-event' ? (command.occasion ?? []) : []));
  return occasion && `reconciled:${occasion}`;
}

interface Placed {
  readonly envelope: Envelope;
  readonly settings: Receiving['settings'];
}

/** None of what no binding takes, and of what has no occasion. What a binding throws at is the consumer's to park. */
function toldBy(each: EnvelopeCommand, { envelope, settings }: Placed): readonly (readonly [EnvelopeCommand, string])[] {
  const { command } = each;
  const print = printOf(each, envelope);
  return command.type === 'track-event' && print !== undefined && isTold(command, { envelope, settings }) ? [[each, print]] : [];
}

function isTold(command: EnvelopeCommand['command'] & { type: 'track-event' }, { envelope, settings }: Placed): boolean {
  try {
    const entry = chosenFrom(entriesOf(settings.events, command.event.name), toldIn(command, { ...envelope, settings }));
    return entry !== undefined && entry.event !== null;
  } catch {
    return true;
  }
}

type Dated = Pick<Happening, 'envelope' | 'told' | 'time'>;

function leftOut(
  { envelope, told, time }: Dated,
  { since, now, onItsWay = ON_ITS_WAY }: Pick<Hearing, 'since' | 'now' | 'onItsWay'>,
): Why | undefined {
  if (told.size === 0) return hasOccasion(envelope) ? 'unbound' : 'unnoted';
  if (time === undefined) return undefined;
  if (Date.parse(time) < since.getTime()) return 'older';
  return now.getTime() - Date.parse(time) < onItsWay ? 'young' : undefined;
}

const hasOccasion = ({ commands }: Envelope): boolean =>
  commands.some(({ command }) => command.type === 'track-event' && command.occasion !== undefined);
