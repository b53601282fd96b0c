import { type Command, type Customer, PRIVACY_REQUEST } from '../../../shared/bunce/command.ts';
import type { Envelope } from '../../../shared/queue/envelope.ts';
import type { Planning } from '../context.ts';
import type { Receipt } from '../receipt.ts';
import type { Step } from '../step.ts';
import { setting } from './plan-attributes.ts';
import { tracking, type Works } from './plan-event.ts';

type Track = Extract<Command, { readonly type: 'track-event' }>;

/** The steps of an envelope, in order. */
export function plan(message: { readonly envelope: Envelope; readonly receipt: Receipt }, planning: Planning): readonly Step[] {
  const { envelope } = message;
  return envelope.commands.flatMap(({ id: commandId, command }) => {
    const at = timeOf({ command, envelope });
    const works = mistakeIn(command.customer) ?? worksOf({ command, at, envelope }, planning);
    return works.map(([suffix, work]): Step => ({
      ...message,
      id: `${commandId}${suffix}`,
      commandId,
      customer: command.customer,
      occasion: work.kind === 'trigger' && command.type === 'track-event' ? occasionOf(envelope, command) : undefined,
      at,
      work,
    }));
  });
}

/** Milliseconds that a provider's clock may be ahead of ours. */
const AHEAD = 300_000;

/** An event from the future counts as one of now: it would keep out all that comes until then. */
function timeOf({ command, envelope: { receivedAt } }: { readonly command: Command; readonly envelope: Envelope }): string {
  const at = command.type === 'track-event' ? command.event.occurredAt : command.occurredAt;
  const latest = Date.parse(receivedAt) + AHEAD;
  if (at === undefined) return receivedAt;
  return Date.parse(at) > latest ? new Date(latest).toISOString() : at;
}

/** More than an address may have, and than anybody's id needs: neither DynamoDB nor Bunce would take it. */
const LONGEST = { email: 320, id: 512 };

function mistakeIn({ email = '', id = '', claimedId = '', aliases = [] }: Customer): Works | undefined {
  const long =
    email.length > LONGEST.email ? 'e-mail' : [id, claimedId, ...aliases].some((each) => each.length > LONGEST.id) ? 'id' : undefined;
  return long && [['', { kind: 'impossible', detail: `the ${long} of the customer is longer than any is` }]];
}

/** Of two providers that number their objects alike, each its own. */
const occasionOf = ({ provider }: Envelope, { occasion }: Track): string | undefined => occasion && `${provider}:${occasion}`;

function worksOf(
  { command, at, envelope }: { readonly command: Command; readonly at: string; readonly envelope: Envelope },
  planning: Planning,
): Works {
  switch (command.type) {
    case 'upsert-customer':
      return [['', { kind: 'profile' }]];
    case 'add-devices':
      return [['', { kind: 'devices', devices: command.devices }]];
    case 'set-attributes':
      return [['', setting(command.attributes, planning)]];
    case 'track-event':
      return [...tracking({ command, at, envelope }, planning), ...erasing(command.event)];
  }
}

const erasing = (event: Track['event']): Works =>
  event.name === 'account_deleted' ? [['#erasure', { kind: 'erasure', requested: event.properties.reason === PRIVACY_REQUEST }]] : [];
