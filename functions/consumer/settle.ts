import type { Envelope } from '../../shared/queue/envelope.ts';
import type { Parked, Reason } from '../../shared/queue/parked.ts';
import type { Hiding } from '../../shared/queue/visibility.ts';
import { backoff } from './backoff.ts';
import type { Deliveries } from './deliver.ts';
import type { Delivery } from './delivery.ts';
import type { Desk } from './desk.ts';
import { isLastCall, type Receipt } from './job.ts';
import { isSettled, type Job, type Lane } from './lane.ts';
import { type Failure, parkedCommands, parkedJunk } from './park.ts';
import type { Step } from './step.ts';
import { waitingEnvelope, waitLeft } from './wait.ts';

/** What the consumer asks of the queues. Each throws when SQS fails. */
export interface Queues {
  park(message: Parked): Promise<void>;
  resend(envelope: Envelope, dedup: string): Promise<void>;
  hide(hiding: Hiding): Promise<void>;
}

export interface Settling {
  readonly desk: Desk;
  readonly queues: Queues;
  readonly deliveries: Deliveries;
  random(): number;
}

/** Seconds until the message shall come back; undefined when SQS may delete it. */
type Ending = number | undefined;

/** Parks what is hopeless and returns what must come back: the whole rest of the group at one time, so that it stays in order. */
export async function settleLane(lane: Lane, settling: Settling): Promise<readonly Receipt[]> {
  const endings = await Promise.all(lane.map(async (job) => ({ receipt: job.receipt, after: await settled(job, settling) })));
  const returned = endings.filter(({ after }) => after !== undefined);
  const seconds = Math.max(0, ...returned.map(({ after = 0 }) => after));
  if (returned.length > 0) await hidden({ handles: returned.map(({ receipt }) => receipt.handle), seconds }, settling);
  return returned.map(({ receipt }) => receipt);
}

async function hidden(hiding: Hiding, { queues, desk: { log } }: Settling): Promise<void> {
  try {
    await queues.hide(hiding);
  } catch (error) {
    log.warn('returned without a back-off of its own', { cause: error instanceof Error ? error.message : 'unknown' });
  }
}

async function settled(job: Job, settling: Settling): Promise<Ending> {
  const { receipt } = job;
  try {
    return await concluded(job, settling);
  } catch (error) {
    const cause = error instanceof Error ? error.name : 'unknown';
    settling.desk.log.error('could not be parked, comes back', { message: receipt.messageId, cause });
    return pause(receipt, { settling });
  }
}

async function concluded({ receipt, content, steps }: Job, settling: Settling): Promise<Ending> {
  const { desk } = settling;
  switch (content.kind) {
    case 'later':
      if (isLastCall(receipt, desk.now())) return parkedUnread(receipt, { settling, reason: 'gave-up', detail: content.detail });
      desk.log.warn('of later code, waits for its code', { message: receipt.messageId, detail: content.detail });
      return pause(receipt, { settling });
    case 'redriven':
      return parkedAgain(content.parked, settling);
    case 'junk':
      return parkedUnread(receipt, { settling, reason: 'rejected', detail: content.detail });
    case 'envelope':
      return envelopeEnd(
        steps.filter((step) => !isSettled(step, desk.entries.get(step.id))),
        settling,
      );
  }
}

interface Unread {
  readonly settling: Settling;
  readonly reason: Reason;
  readonly detail: string;
}

async function parkedUnread(receipt: Receipt, { settling: { desk, queues }, reason, detail }: Unread): Promise<undefined> {
  await queues.park(parkedJunk(receipt, { reason, detail, now: desk.now() }));
  desk.log.error('parked', { message: receipt.messageId, reason });
  desk.metrics.count('parked', { reason, provider: 'queue' });
}

async function parkedAgain(message: Parked, { desk, queues }: Settling): Promise<undefined> {
  await queues.park(message);
  desk.log.error('parked', { correlation_id: message.id, reason: message.reason });
  desk.metrics.count('parked', { reason: message.reason, provider: message.provider });
}

interface Pausing {
  readonly settling: Settling;
  readonly atLeast?: number;
}

const pause = ({ receiveCount }: Receipt, { settling: { desk, random }, atLeast = 0 }: Pausing): number => {
  const { backoffFloor: floor, backoffCeiling: ceiling, backoffLastCeiling: lastCeiling } = desk.settings.delivery;
  return Math.max(atLeast, backoff({ receiveCount, floor, ceiling, lastCeiling, random }));
};

async function envelopeEnd(open: readonly Step[], settling: Settling): Promise<Ending> {
  const { desk, deliveries } = settling;
  const ends = open.map((step) => ({ step, end: deliveries.get(step.id) ?? UNTRIED }));
  const again = ends.flatMap(({ step, end }) => (end.kind === 'retry' ? [{ step, after: end.after }] : []));
  const [first] = again;
  if (first) return pause(first.step.receipt, { settling, atLeast: Math.max(...again.map(({ after }) => after)) });
  const waiting = ends.flatMap(({ step, end }) => (end.kind === 'waiting' ? [step] : []));
  const back = waitLeft(waiting, desk);
  const [stray] = waiting;
  if (stray && back !== undefined && back > 0) return Math.min(back, pause(stray.receipt, { settling }));
  if (stray && back === undefined) await sentToWait(waiting, settling);
  const failures = ends.flatMap((each) => failureOf(each, { givenUpWaiting: back !== undefined }));
  if (failures.length > 0) await parked(failures, settling);
  return undefined;
}

const UNTRIED: Delivery = { kind: 'retry', after: 0, counts: false };

function failureOf(
  { step, end }: { readonly step: Step; readonly end: Delivery },
  { givenUpWaiting }: { readonly givenUpWaiting: boolean },
): Failure[] {
  if (end.kind === 'hopeless') return [{ step, end }];
  if (end.kind !== 'waiting' || !givenUpWaiting) return [];
  return [{ step, end: { kind: 'hopeless', reason: 'unknown-customer', detail: 'no event has told whose provider id this is' } }];
}

/** Order matters: a message is acknowledged only when it is parked and the ledger says so. */
async function parked(failures: readonly Failure[], { desk, queues }: Settling): Promise<void> {
  for (const message of parkedCommands(failures, desk.now())) {
    await queues.park(message);
    desk.metrics.count('parked', { reason: message.reason, provider: message.provider });
    desk.log.error('parked', { correlation_id: message.id, reason: message.reason, step: message.step, status: message.last?.status });
  }
  const generation = failures[0]?.step.envelope.generation ?? 0;
  await desk.ledger.mark('parked', { steps: failures.map(({ step }) => step), generation });
}

async function sentToWait(steps: readonly Step[], { desk, queues }: Settling): Promise<void> {
  const [first] = steps;
  if (!first) return;
  const { envelope, dedup } = waitingEnvelope(first.envelope, new Set(steps.map(({ commandId }) => commandId)));
  await queues.resend(envelope, dedup);
  desk.metrics.count('waiting', { provider: envelope.provider });
  desk.log.info('waits for the event that tells whom it is about', { correlation_id: envelope.id });
}
