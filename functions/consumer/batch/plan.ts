import { type Command, type Customer, PRIVACY_REQUEST } from '../../../shared/bunce/command.ts';
import type { Envelope } from '../../../shared/queue/envelope.ts';
import type { Planning } from '../context.ts';
import { notAhead, overlong } from '../people/credible.ts';
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

function timeOf({ command, envelope: { receivedAt } }: { readonly command: Command; readonly envelope: Envelope }): string {
  const at = command.type === 'track-event' ? command.event.occurredAt : command.occurredAt;
  if (at === undefined) return receivedAt;
  const credible = notAhead(Date.parse(at), Date.parse(receivedAt));
  return Date.parse(at) > credible ? new Date(credible).toISOString() : at;
}

function mistakeIn(customer: Customer): Works | undefined {
  const detail = overlong(customer);
  return detail === undefined ? undefined : [['', { kind: 'impossible', detail }]];
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
