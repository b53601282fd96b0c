import type { Command } from '../../../shared/bunce/command.ts';
import { type Parked, unpackBody } from '../../../shared/queue/parked.ts';
import { deletionKey, keysIn, refundKey, tokenAt, tokenOfMessage } from '../keys.ts';
import type { Telling } from '../webhook.ts';

type Step = Pick<Telling, 'key' | 'step'>;

const ALL: readonly Telling['step'][] = ['trigger', 'profile', 'attributes', 'device'];

export function parkedToken({ id, raw, envelope }: Parked): string {
  return tokenOfMessage(id, raw ? unpackBody(raw.body).toString() : JSON.stringify(envelope)) ?? id;
}

/** The steps that a parked message holds: all of a webhook that could not be read. */
export function parkedSteps(message: Parked): readonly Step[] {
  const commands = message.envelope?.commands;
  if (!commands) return ALL.map((step) => ({ step, key: parkedToken(message) }));
  return commands.flatMap(({ command }) => stepsOf(command));
}

function stepsOf(command: Command): readonly Step[] {
  const [key = ''] = keysIn(JSON.stringify(command));
  switch (command.type) {
    case 'upsert-customer':
      return [{ key, step: 'profile' }];
    case 'add-devices':
      return [{ key, step: 'device' }];
    case 'track-event':
      return [
        { key: keyOf(command), step: 'trigger' },
        { key: keyOf(command), step: 'attributes' },
      ];
    case 'set-attributes':
      return [{ key, step: 'attributes' }];
  }
}

/** As the bindings of the run have it. */
function keyOf({ event, customer }: Extract<Command, { readonly type: 'track-event' }>): string {
  const reference = 'reference' in event.properties ? event.properties.reference?.toString() : undefined;
  if (event.name === 'refund_issued') return refundKey(reference ?? '');
  if (event.name === 'profile_updated') return tokenAt(event.occurredAt ?? '');
  if (event.name === 'account_deleted') return deletionKey(event.occurredAt ?? '');
  return reference ?? customer.lastName ?? '';
}
