import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

import { dedupOf, type Envelope, sqsId } from './envelope.ts';
import { type Parked, parkedDedup, parkedGroup } from './parked.ts';

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

/** Throws when the message is over SQS's limit: the provider then keeps its webhook, and an alarm rings. */
export function parkedMessage(message: Parked): Outgoing {
  const body = JSON.stringify(message);
  if (Buffer.byteLength(body) > MESSAGE_LIMIT)
    throw new RangeError(`a parked message of ${Buffer.byteLength(body)} bytes is over what SQS takes`);
  return { body, group: parkedGroup(message), dedup: parkedDedup(message) };
}
