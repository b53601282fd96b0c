import { packBody, type Parked, type Reason } from '../../../shared/queue/parked.ts';
import { VERSION } from '../../../shared/runtime/version.ts';
import type { Hopeless } from '../delivery.ts';
import type { Receipt } from '../receipt.ts';
import type { Step } from '../step.ts';

/** A step that will not be tried again, and why. */
export interface Failure {
  readonly step: Step;
  readonly end: Hopeless;
}

const story = ({ receiveCount, firstReceivedAt }: Receipt, now: number) => ({
  v: 1 as const,
  parkedAt: new Date(now).toISOString(),
  firstReceivedAt: new Date(firstReceivedAt).toISOString(),
  receiveCount,
  version: VERSION,
});

/**
 * One message per reason, each holding only the commands it is true of. A command stands in one of them alone: beside a doubt
 * it is the doubt's, or a replay of what was merely refused would send again what Bunce may have.
 */
export function parkedCommands(failures: readonly Failure[], now: number): readonly Parked[] {
  const byCommand = Map.groupBy(failures, ({ step }) => step.commandId);
  const reasonOf = ({ step, end }: Failure): Reason => {
    const reasons = byCommand.get(step.commandId)?.map((other) => other.end.reason) ?? [];
    return reasons.includes('ambiguous') ? 'ambiguous' : (reasons[0] ?? end.reason);
  };
  const byReason = Map.groupBy(failures, reasonOf);
  return [...byReason].flatMap(([reason, some]) => parkedFor(some, { reason, now }) ?? []);
}

function parkedFor(failures: readonly Failure[], { reason, now }: { readonly reason: Reason; readonly now: number }): Parked | undefined {
  const [first] = failures;
  if (!first) return undefined;
  const { envelope, receipt, commandId } = first.step;
  const commands = new Set(failures.map(({ step }) => step.commandId));
  const last = failures.find(({ end }) => end.last)?.end.last;
  return {
    ...story(receipt, now),
    id: envelope.id,
    provider: envelope.provider,
    type: envelope.type,
    generation: envelope.generation,
    reason,
    detail: [...new Set(failures.map(({ step, end }) => withoutValues(end.detail, step)))].join('; '),
    ...(last && { last: { ...last, message: withoutValues(last.message, first.step) } }),
    step: envelope.commands.find(({ id }) => id === commandId)?.command.type ?? 'read',
    envelope: { ...envelope, commands: envelope.commands.filter(({ id }) => commands.has(id)) },
  };
}

/** Bunce may quote what it refuses. */
function withoutValues(text: string, { customer }: Step): string {
  const values = Object.entries(customer).flatMap(([field, value]) =>
    typeof value === 'string' && field !== 'country' && value.length > 2 ? [value] : [],
  );
  return values.reduce((clean, value) => clean.replaceAll(value, '[value]'), text);
}

interface Unread {
  readonly reason: Reason;
  readonly detail: string;
  readonly now: number;
}

/** A message that holds no envelope is kept as it is. */
export const parkedJunk = (receipt: Receipt, { reason, detail, now }: Unread): Parked => ({
  ...story(receipt, now),
  id: `queue/${receipt.messageId}`,
  provider: 'queue',
  type: null,
  generation: 0,
  reason,
  detail,
  step: 'read',
  raw: { body: packBody(Buffer.from(receipt.body)), headers: {} },
});
