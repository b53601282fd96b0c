import type { Message } from '@aws-sdk/client-sqs';

import { Envelope } from './envelope.ts';
import { packBody, Parked, unpacked } from './parked.ts';

/** A message of the dead-letter queue, ours until its visibility ends. */
export interface Taken {
  readonly messageId: string;
  readonly handle: string;
  readonly parked: Parked;
}

export const takenOf = (message: Message): Taken => ({
  messageId: message.MessageId ?? '',
  handle: message.ReceiptHandle ?? '',
  parked: parkedOf(message),
});

/** What the redrive policy moved is a bare message of the main queue: whatever it was, the consumer crashed on it. */
function parkedOf(message: Message): Parked {
  const value = jsonOf(message.Body ?? '');
  const parked = Parked.safeParse(unpacked(value));
  if (parked.success) return parked.data;
  const envelope = Envelope.safeParse(value);
  const crashed = crashStory(message);
  if (!envelope.success) return { ...crashed, raw: { body: packBody(Buffer.from(message.Body ?? '')), headers: {} } };
  const { id, provider, type, generation, commands } = envelope.data;
  return { ...crashed, id, provider, type, generation, step: commands[0]?.command.type ?? 'read', envelope: envelope.data };
}

function crashStory({ MessageId, Attributes = {} }: Message): Parked {
  const time = (attribute: string | undefined): string => new Date(Number(attribute ?? 0)).toISOString();
  return {
    v: 1,
    id: `queue/${MessageId}`,
    provider: 'queue',
    type: null,
    generation: 0,
    reason: 'crashed',
    detail: 'received as often as the queue allows without an end: the consumer crashes on it, or never got to it',
    parkedAt: time(Attributes.SentTimestamp),
    firstReceivedAt: time(Attributes.ApproximateFirstReceiveTimestamp),
    receiveCount: Number(Attributes.ApproximateReceiveCount ?? 0),
    step: 'read',
    version: 'unknown',
  };
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
