import { DeleteMessageBatchCommand, GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';

import type { QueueAddress } from './sender.ts';
import { hide } from './visibility.ts';
import { type Taken, takenOf } from './taken.ts';

/** Seconds within which a batch is dealt with: what a killed command held is back after this. */
const AT_WORK = 12;

export interface Scan {
  readonly queue: QueueAddress;
  /** Nothing is shown without, and nothing ends it early. */
  readonly show?: Show | undefined;
  /** Deals with new messages and says which of them leave the queue; all others are given back at the end. */
  settle(batch: readonly Taken[]): Promise<readonly Taken[]>;
  /** Waits for what another command holds, such as one that was killed. */
  readonly patient: boolean;
}

/** Begins to show how far a scan of about so many messages is. */
export type Show = (total: number) => Shown;

export interface Shown {
  add(count: number): void;
  end(): void;
  /** Ends the scan after the batch at hand. */
  readonly interrupted: AbortSignal;
}

const UNSEEN: Shown = { add() {}, end() {}, interrupted: new AbortController().signal };

/** Goes once over a whole queue. Resolves to the number of messages that it did not get to see: held by somebody else, or behind others of their group. */
export async function scan({ queue, show, settle, patient }: Scan): Promise<number> {
  const { visible, hidden } = await depth(queue);
  const { interrupted, ...bar } = show?.(visible + hidden) ?? UNSEEN;
  // What stays must not come round again before the end; the guess is a slow one.
  const seconds = AT_WORK + Math.ceil(visible / 20);
  const kept = new Map<string, string>();
  const gone = new Set<string>();
  const until = Date.now() + (patient && hidden > 0 ? (AT_WORK + 5) * 1000 : 0);
  try {
    while (!interrupted.aborted) {
      const batch = await receive(queue);
      const fresh = batch.filter(({ messageId }) => !kept.has(messageId) && !gone.has(messageId));
      for (const { messageId, handle } of batch) kept.set(messageId, handle);
      for (const { messageId } of await settle(fresh)) gone.add(messageId);
      const leaving = batch.filter(({ messageId }) => gone.has(messageId));
      for (const { messageId } of leaving) kept.delete(messageId);
      await Promise.all([
        remove(queue, leaving),
        hide(queue, { handles: batch.filter((each) => !leaving.includes(each)).map(({ handle }) => handle), seconds }),
      ]);
      bar.add(fresh.length);
      if (batch.length > 0) continue;
      const left = await depth(queue);
      if (left.hidden <= kept.size || Date.now() > until) return Math.max(0, left.visible + left.hidden - kept.size);
    }
    return 0;
  } finally {
    bar.end();
    await giveBack(queue, [...kept.values()]);
  }
}

/** How many are to be had, and how many somebody holds. */
export async function depth({ client, url }: QueueAddress): Promise<{ readonly visible: number; readonly hidden: number }> {
  const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...AttributeNames] }));
  return {
    visible: Number(Attributes.ApproximateNumberOfMessages ?? 0),
    hidden: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
  };
}

async function receive({ client, url }: QueueAddress): Promise<readonly Taken[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: AT_WORK,
      WaitTimeSeconds: 1,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  return Messages.map(takenOf);
}

/** What SQS does not delete comes round again and is then only deleted. */
async function remove({ client, url }: QueueAddress, leaving: readonly Taken[]): Promise<void> {
  const Entries = leaving.map(({ handle }, index) => ({ Id: String(index), ReceiptHandle: handle }));
  if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
}

/** What SQS no longer counts as ours is back already. */
async function giveBack(queue: QueueAddress, handles: readonly string[]): Promise<void> {
  for (let from = 0; from < handles.length; from += 10) {
    await hide(queue, { handles: handles.slice(from, from + 10), seconds: 0 }).catch(() => {});
  }
}
