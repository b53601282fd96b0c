import type { Parked, Reason } from '../../../shared/queue/parked.ts';
import type { Receipt } from '../receipt.ts';
import { type Failure, parkedCommands, parkedJunk } from './park.ts';
import { noteParked } from './notes.ts';
import type { Run } from './run.ts';
import type { Settling } from './settling.ts';

interface Unread {
  readonly settling: Settling;
  readonly reason: Reason;
  readonly detail: string;
}

/** What holds no envelope, as it is. */
export async function parkUnread(receipt: Receipt, { settling: { context, queues }, reason, detail }: Unread): Promise<undefined> {
  await queues.park(parkedJunk(receipt, { reason, detail, now: context.now() }));
  context.log.error('parked', { message: receipt.messageId, reason });
  context.metrics.count('parked', { reason, provider: 'queue' });
}

/** What was sent back and only its receiver's code can read. */
export async function parkAgain(message: Parked, { context, queues }: Settling): Promise<undefined> {
  await queues.park(message);
  context.log.error('parked', { correlation_id: message.id, reason: message.reason });
  context.metrics.count('parked', { reason: message.reason, provider: message.provider });
}

/** Order matters: a message is acknowledged only when it is parked and the ledger says so. */
export async function parkFailures(
  failures: readonly Failure[],
  { run, settling: { context, queues } }: { readonly run: Run; readonly settling: Settling },
): Promise<void> {
  for (const message of parkedCommands(failures, context.now())) {
    await queues.park(message);
    context.metrics.count('parked', { reason: message.reason, provider: message.provider });
    context.log.error('parked', { correlation_id: message.id, reason: message.reason, step: message.step, status: message.last?.status });
  }
  await noteParked(run, { steps: failures.map(({ step }) => step), context });
}
