import { setTimeout as pause } from 'node:timers/promises';

import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

import { depth } from '../depth.ts';
import { unpacked } from '../../shared/queue/parked.ts';

export interface Draining {
  readonly client: SQSClient;
  readonly url: string;
  /** Seconds without any message leaving after which the rest counts as stuck. */
  readonly patience: number;
  progress(left: number): void;
}

/** Waits until the queue is empty; resolves to what is stuck. */
export async function drain({ client, url, patience, progress }: Draining): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  let movedAt = Date.now();
  for (let empty = 0; empty < 2;) {
    const left = await depth(client, url);
    progress(left);
    empty = left === 0 ? empty + 1 : 0;
    if (left < least) [least, movedAt] = [left, Date.now()];
    if (left > 0 && Date.now() - movedAt > patience * 1000) return left;
    await pause(250);
  }
  return 0;
}

/** Takes everything out of the dead-letter queue; each envelope unpacked, not yet read. */
export async function parkedIn(client: SQSClient, url: string): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (let empty = 0; empty < 2;) {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }));
    empty = Messages.length === 0 ? empty + 1 : 0;
    if (Messages.length === 0) continue;
    found.push(...Messages.map(({ Body = '' }) => unpacked(JSON.parse(Body))));
    const Entries = Messages.map(({ ReceiptHandle = '' }, index) => ({ Id: String(index), ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  }
  return found;
}
