import * as z from 'zod/mini';

import { Command, providerIdOf, whomOf } from '../bunce/command.ts';
import { fingerprint } from '../runtime/fingerprint.ts';

/** The newest envelope version this code writes; the consumer reads it and the one before. */
export const ENVELOPE_VERSION = 1;

/** A command with its id, which names what it says and of whom, not its place (see `idsOf`): a redelivery repeats it, also one that a later mapping reads. The key of the ledger. */
export const EnvelopeCommand = z.strictObject({ id: z.string().check(z.minLength(1)), command: Command });
export type EnvelopeCommand = z.infer<typeof EnvelopeCommand>;

/** All commands of one webhook and where they came from: one message on the queue. */
export const Envelope = z.strictObject({
  v: z.literal(ENVELOPE_VERSION),
  /** `<provider>/<the provider's event id>`. */
  id: z.string().check(z.minLength(1)),
  provider: z.string(),
  /** The provider's own event type. */
  type: z.string(),
  mode: z.enum(['live', 'test']),
  receivedAt: z.iso.datetime(),
  /** 0, then +1 per replay: lets a replay through the queue's de-duplication. */
  generation: z.int().check(z.nonnegative()),
  /** The signed name of the sending, where the event's id is not what is signed: the consumer parks a second event under it. */
  seal: z.optional(z.string().check(z.minLength(1))),
  /** Order is promised within a group. */
  group: z.string().check(z.minLength(1)),
  commands: z.array(EnvelopeCommand).check(z.minLength(1)),
});
export type Envelope = z.infer<typeof Envelope>;

export interface Origin {
  readonly provider: string;
  /** As its provider identifies the webhook. */
  readonly identity: Pick<Envelope, 'id' | 'type' | 'mode'>;
  readonly receivedAt: Date;
  /** What all of it is about, where the provider says so. */
  readonly thread?: string | undefined;
  readonly seal?: string | undefined;
}

export function envelopeOf(origin: Origin, commands: readonly Command[]): Envelope {
  const { provider, identity, receivedAt, seal } = origin;
  const id = `${provider}/${identity.id}`;
  return {
    v: ENVELOPE_VERSION,
    id,
    provider,
    type: identity.type,
    mode: identity.mode,
    receivedAt: receivedAt.toISOString(),
    generation: 0,
    ...(seal !== undefined && { seal }),
    group: groupOf(origin, commands) ?? id,
    commands: idsOf(commands).map(([name, command]) => ({ id: `${id}/${name}`, command })),
  };
}

/** `<type>[:<event>][:<whom>]`, by the provider's own word for whom, with `#2` and so on only among equals: what is told besides, or before, changes no name. */
function idsOf(commands: readonly Command[]): readonly (readonly [name: string, command: Command])[] {
  const seen = new Map<string, number>();
  return commands.map((command) => {
    const name = nameOf(command);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return [count === 1 ? name : `${name}#${count}`, command];
  });
}

function nameOf(command: Command): string {
  const whom = whomOf(command.customer);
  return [
    command.type,
    ...(command.type === 'track-event' ? [command.event.name] : []),
    ...(whom ? [fingerprint(whom).slice(0, 12)] : []),
  ].join(':');
}

/** What its commands are about: the provider's thread, else its customer id, else the e-mail, hashed so that no address stands in a group id. */
function groupOf({ provider, thread }: Origin, commands: readonly Command[]): string | undefined {
  const [about, ...others] = new Set(commands.map(({ customer }) => thread ?? providerIdOf(customer) ?? customer.email ?? customer.id));
  if (about === undefined || others.length > 0) return undefined;
  return `${provider}:${about.includes('@') ? fingerprint(about) : about}`;
}

/** SQS takes 128 printable characters in group and de-duplication ids; what does not fit is hashed. */
export const sqsId = (id: string): string => (/^[!-~]{1,128}$/.test(id) ? id : fingerprint(id));

type Part = Pick<Envelope, 'id' | 'generation' | 'commands'>;

/** Which commands of its webhook an envelope holds: parked messages, and so their replays, may each hold a part. */
export const partOf = ({ id, commands }: Part): string => commands.map((command) => command.id.slice(id.length + 1)).join(',');

/** The de-duplication id of an envelope on the main queue. Two replayed parts of one webhook are not twins. */
export const dedupOf = (envelope: Part): string =>
  sqsId(`${envelope.id}#${envelope.generation}${envelope.generation === 0 ? '' : `#${partOf(envelope)}`}`);
