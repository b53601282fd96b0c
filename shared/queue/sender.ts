import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

import { dedupOf, type Envelope, sqsId } from './envelope.ts';
import { packed, type Parked, parkedDedup, parkedGroup } from './parked.ts';

/** Bytes SQS takes in one message. */
export const MESSAGE_LIMIT = 1024 * 1024;

export interface Outgoing {
  readonly body: string;
  readonly group: string;
  readonly dedup: string;
}

export interface QueueAddress {
  readonly client: Pick<SQSClient, 'send'>;
  readonly url: string;
}

/** Sends one message to a FIFO queue; throws when SQS does not take it. */
export async function send({ client, url }: QueueAddress, { body, group, dedup }: Outgoing): Promise<void> {
  await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, MessageGroupId: group, MessageDeduplicationId: dedup }));
}

export const envelopeMessage = (envelope: Envelope): Outgoing => ({
  body: JSON.stringify(envelope),
  group: sqsId(envelope.group),
  dedup: dedupOf(envelope),
});

/** As many messages as SQS needs to take it: its words are cut, its envelope is packed and then told in parts. Throws where a raw body alone is too long: its provider then keeps it, and an alarm rings. */
export function parkedMessages(parked: Parked): readonly Outgoing[] {
  const message = inShort(parked);
  const plain = JSON.stringify(message);
  const body = fits(plain) ? plain : JSON.stringify(packed(message));
  if (fits(body)) return [{ body, group: parkedGroup(message), dedup: parkedDedup(message) }];
  const { envelope } = message;
  if (!envelope || envelope.commands.length < 2) throw new RangeError(`what is to be parked of ${parked.id} is over what SQS takes`);
  const middle = Math.ceil(envelope.commands.length / 2);
  const halves = [envelope.commands.slice(0, middle), envelope.commands.slice(middle)];
  return halves.flatMap((commands) => parkedMessages({ ...message, envelope: { ...envelope, commands } }));
}

const fits = (body: string): boolean => Buffer.byteLength(body) <= MESSAGE_LIMIT;

/** Characters that say enough. */
const WORDS = 2000;

const inShort = ({ last, ...message }: Parked): Parked => ({
  ...message,
  detail: message.detail.slice(0, WORDS),
  ...(last && { last: { ...last, message: last.message.slice(0, WORDS) } }),
});

/** Sends it to the dead-letter queue; throws when SQS does not take all of it. */
export async function park(queue: QueueAddress, message: Parked): Promise<void> {
  for (const part of parkedMessages(message)) await send(queue, part);
}

/** What is left of a message so that whatever is queued can be parked with its story, however little it can be packed. */
const ROOM = 64 * 1024;

/** The message of an envelope as a receiver sends it. Throws where it could not be parked: the provider then keeps its webhook. */
export function receivedMessage(envelope: Envelope): Outgoing {
  const message = envelopeMessage(envelope);
  const bytes = Buffer.byteLength(message.body);
  if (bytes > MESSAGE_LIMIT - ROOM) throw new RangeError(`an envelope of ${bytes} bytes is over what the queue takes`);
  return message;
}
