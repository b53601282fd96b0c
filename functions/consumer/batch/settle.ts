import type { Context } from '../context.ts';
import type { Delivery } from '../delivery.ts';
import { isLastCall } from '../receipt.ts';
import { isSameId, isWaiting, type Step, turnOf } from '../step.ts';
import type { Message } from './message.ts';
import { type Failure, parkedJunk } from './park.ts';
import { parkFailures, parkMessage } from './parking.ts';
import { writeNotes } from './notes.ts';
import type { Run } from './run.ts';
import { busy, type Ending, type Endings, pause, type Settling } from './settling.ts';
import { waitingEnvelope, waitLeft } from './wait.ts';

/** Parks what is hopeless of the messages that have come to their end, and writes the notes of all in one go. */
export async function concludeMessages(
  runs: readonly Run[],
  { endings, ...settling }: Settling & { readonly endings: Endings },
): Promise<void> {
  const settleRun = async (run: Run): Promise<Run[]> => {
    const ended = run.strand.filter((message) => !endings.has(message.receipt.messageId) && hasEnded(message, run));
    // One after the other: what is sent to wait stays in order.
    for (const message of ended) {
      const ending = broughtBack(message, { run, endings }) ?? (await settleMessage(message, { run, settling }));
      endings.set(message.receipt.messageId, ending);
    }
    return ended.length > 0 ? [run] : [];
  };
  await writeNotes((await Promise.all(runs.map(settleRun))).flat(), settling.context);
}

/** When what would be sent to wait comes back instead, for one before it in its group does. */
function broughtBack({ receipt, steps }: Message, { run, endings }: { readonly run: Run; readonly endings: Endings }): Ending {
  if (!steps.some((step) => run.ends.get(turnOf(step))?.kind === 'waiting' && !isWaiting(step))) return undefined;
  const ends = run.strand.map((other) => (other.receipt.group === receipt.group ? endings.get(other.receipt.messageId) : undefined));
  return ends.find((end) => end !== undefined);
}

/** Messages behind one that must be tried again are untried. */
const hasEnded = ({ receipt, content, steps }: Message, { ends, stopped }: Run): boolean =>
  content.kind !== 'envelope' || stopped.has(receipt.group) || steps.every((step) => ends.has(turnOf(step)));

interface Within {
  readonly run: Run;
  readonly settling: Settling;
}

async function settleMessage(message: Message, within: Within): Promise<Ending> {
  const { receipt } = message;
  const { settling } = within;
  try {
    return await settleContent(message, within);
  } catch (error) {
    const cause = error instanceof Error ? error.name : 'unknown';
    settling.context.log.error('could not be parked, comes back', { message: receipt.messageId, cause });
    return pause(receipt, settling);
  }
}

async function settleContent({ receipt, content, steps }: Message, within: Within): Promise<Ending> {
  const { settling } = within;
  const { context } = settling;
  const now = context.now();
  switch (content.kind) {
    case 'later':
      if (isLastCall(receipt, now)) return parkMessage(parkedJunk(receipt, { reason: 'gave-up', detail: content.detail, now }), settling);
      context.log.warn('of later code, waits for its code', { message: receipt.messageId, detail: content.detail });
      return pause(receipt, settling);
    case 'redriven':
      return parkMessage(content.parked, settling);
    case 'junk':
      return parkMessage(parkedJunk(receipt, { reason: 'rejected', detail: content.detail, now }), settling);
    case 'envelope':
      return settleSteps(steps, within);
  }
}

async function settleSteps(steps: readonly Step[], { run, settling }: Within): Promise<Ending> {
  const { context } = settling;
  const [first] = steps;
  if (!first) return undefined;
  const ends = steps.flatMap((step) => {
    const end = lastCall(step, { end: run.ends.get(turnOf(step)), context });
    return end ? [{ step, end }] : [];
  });
  const again = ends.flatMap(({ end }) => (end.kind === 'retry' ? [end.after] : []));
  if (again.length > 0) return Math.max(pause(first.receipt, settling), ...again);
  if (ends.some(({ end }) => end.kind === 'busy')) return busy(first.receipt, settling);
  // What stands behind another message comes back when that one does.
  if (ends.length < steps.length) return 0;
  const stray = ends.find(({ end }) => end.kind === 'waiting')?.step;
  const back = stray && (await comeBack(stray, settling));
  if (back !== undefined && back > 0) return back;
  const waiting = ends.flatMap(({ step, end }) => (end.kind === 'waiting' ? [step] : []));
  if (stray && back === undefined) await sendToWait(waiting, settling);
  const failures = ends.flatMap((each) => failureOf(each, { givenUpWaiting: back !== undefined }));
  if (failures.length > 0) await parkFailures([...failures, ...carriedBy(failures, ends)], { run, settling });
  return undefined;
}

/** Shortly before the queue would drop it, a message is parked whatever holds it back. */
function lastCall(
  { receipt }: Step,
  { end, context }: { readonly end: Delivery | undefined; readonly context: Context },
): Delivery | undefined {
  const isOpen = end === undefined || end.kind === 'retry' || end.kind === 'busy';
  if (!isOpen || !isLastCall(receipt, context.now())) return end;
  const last = end?.kind === 'retry' ? end.last : undefined;
  return { kind: 'hopeless', reason: 'gave-up', detail: 'the queue keeps a message for 14 days only', ...(last && { last }) };
}

/** Seconds until one that waits looks again; not positive when it has waited long enough, undefined when it has yet to be sent to wait. */
async function comeBack(step: Step, settling: Settling): Promise<number | undefined> {
  const wish = pause(step.receipt, settling);
  const left = await waitLeft({ step, receipt: step.receipt, pause: wish }, settling.context);
  return left === undefined ? undefined : Math.min(left, wish);
}

async function sendToWait(steps: readonly Step[], { context, queues }: Settling): Promise<void> {
  const [first] = steps;
  if (!first) return;
  const { envelope, dedup } = waitingEnvelope(first.envelope, new Set(steps.map(({ commandId }) => commandId)));
  await queues.resend(envelope, dedup);
  context.metrics.count('waiting', { provider: envelope.provider });
  context.log.info('waits for the event that tells whom it is about', { correlation_id: envelope.id });
}

interface Ended {
  readonly step: Step;
  readonly end: Delivery;
}

/** Profiles that were to go with an event that is parked: replayed alone, the event may find that others have made the person known, and names them by id only. */
const carriedBy = (failures: readonly Failure[], ends: readonly Ended[]): readonly Failure[] =>
  ends.flatMap(({ step, end }) => {
    if (end.kind !== 'delivered' || !end.unnoted) return [];
    const isTold = ends.some((each) => each.step.work.kind === 'trigger' && each.end.kind === 'delivered' && isSameId(each.step, step));
    const theirs = isTold ? [] : failures.filter((failure) => isSameId(failure.step, step));
    const failed = theirs.find((failure) => failure.step.work.kind === 'trigger') ?? theirs[0];
    return failed ? [{ step, end: { ...failed.end, detail: 'what it tells of the person is parked with it' } }] : [];
  });

function failureOf({ step, end }: Ended, { givenUpWaiting }: { readonly givenUpWaiting: boolean }): Failure[] {
  if (end.kind === 'hopeless') return [{ step, end }];
  if (end.kind !== 'waiting' || !givenUpWaiting) return [];
  return [{ step, end: { kind: 'hopeless', reason: 'unknown-customer', detail: 'no event has told whose provider id this is' } }];
}
