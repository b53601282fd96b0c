import type { Hiding } from '../../../shared/queue/visibility.ts';
import { turnOf } from '../step.ts';
import type { Message } from './message.ts';
import { type Endings, pause, type Settling } from './settling.ts';

/** What must come back: the whole rest of a group at one time, so that it stays in order. */
export async function returnMessages(
  messages: readonly Message[],
  { endings, unkept, ...settling }: Settling & { readonly endings: Endings; readonly unkept: ReadonlySet<string> },
) {
  const returned: Message[] = [];
  for (const group of Map.groupBy(messages, ({ receipt }) => receipt.group).values()) {
    const pauses = new Map(
      group.flatMap((message) => {
        const isLost = message.steps.some((step) => step.work.kind !== 'trigger' && unkept.has(turnOf(step)));
        const { messageId } = message.receipt;
        const after = endings.get(messageId) ?? (isLost || !endings.has(messageId) ? pause(message.receipt, settling) : undefined);
        return after === undefined ? [] : [[message, after] as const];
      }),
    );
    if (pauses.size > 0)
      await hideMessages(
        { handles: [...pauses.keys()].map(({ receipt }) => receipt.handle), seconds: Math.max(0, ...pauses.values()) },
        settling,
      );
    returned.push(...pauses.keys());
  }
  return returned;
}

async function hideMessages(hiding: Hiding, { queues, context: { log } }: Settling): Promise<void> {
  try {
    await queues.hide(hiding);
  } catch (error) {
    log.warn('returned without a back-off of its own', { cause: error instanceof Error ? error.message : 'unknown' });
  }
}
