import type { Parked } from '../../../shared/queue/parked.ts';
import { type Failure, parkedCommands } from './park.ts';
import { noteParked } from './notes.ts';
import type { Run } from './run.ts';
import type { Settling } from './settling.ts';

/** Into the dead-letter queue, and never in silence. */
export async function parkMessage(message: Parked, { context, queues }: Settling): Promise<undefined> {
  const { id, provider, reason, step, last } = message;
  await queues.park(message);
  context.metrics.count('parked', { reason, provider });
  context.log.error('parked', { correlation_id: id, provider, reason, step, status: last?.status });
}

/** Order matters: a message is acknowledged only when it is parked and the ledger says so. */
export async function parkFailures(
  failures: readonly Failure[],
  { run, settling }: { readonly run: Run; readonly settling: Settling },
): Promise<void> {
  const { context } = settling;
  for (const message of parkedCommands(failures, context.now())) await parkMessage(message, settling);
  await noteParked(run, { steps: failures.map(({ step }) => step), context });
}
