import { ChangeMessageVisibilityBatchCommand } from '@aws-sdk/client-sqs';

import type { QueueAddress } from './sender.ts';

/** What SQS takes in one request, and for how many seconds it hides a message at most (12 h, less what has passed). */
const BATCH_LIMIT = 10;
const LONGEST = 43_000;

export interface Hiding {
  readonly handles: readonly string[];
  readonly seconds: number;
}

/** Hides received messages for so many seconds from now. Throws when SQS refuses any: that one comes back by the queue's own time-out. */
export async function hide({ client, url }: QueueAddress, { handles, seconds }: Hiding): Promise<void> {
  const VisibilityTimeout = Math.min(Math.ceil(seconds), LONGEST);
  for (let from = 0; from < handles.length; from += BATCH_LIMIT) {
    const Entries = handles
      .slice(from, from + BATCH_LIMIT)
      .map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout }));
    const { Failed = [] } = await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
    if (Failed.length > 0) throw new Error(`SQS left the visibility of ${Failed.length} messages as it was: ${Failed[0]?.Code}`);
  }
}
