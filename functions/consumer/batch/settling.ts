import type { Envelope } from '../../../shared/queue/envelope.ts';
import type { Parked } from '../../../shared/queue/parked.ts';
import type { Hiding } from '../../../shared/queue/visibility.ts';
import type { Context } from '../context.ts';
import type { Receipt } from '../receipt.ts';
import { backoff, busyPause, SPARING } from './backoff.ts';

/** What the consumer asks of the queues. Each throws when SQS fails. */
export interface Queues {
  park(message: Parked): Promise<void>;
  resend(envelope: Envelope, dedup: string): Promise<void>;
  hide(hiding: Hiding): Promise<void>;
}

export interface Settling {
  readonly context: Context;
  readonly queues: Queues;
  random(): number;
}

/** Seconds until a message shall come back; undefined when SQS may delete it. */
export type Ending = number | undefined;
/** By message id. */
export type Endings = Map<string, Ending>;

/** Seconds that a message stays away after a failure. */
export function pause({ receiveCount }: Receipt, { context, random }: Settling): number {
  const { backoffFloor: floor, backoffCeiling: ceiling, backoffLastCeiling: lastCeiling } = context.settings.delivery;
  return backoff({ receiveCount, floor, ceiling, lastCeiling, random });
}

/** What comes back often is spared, whatever it waits for. */
export function busy(receipt: Receipt, settling: Settling): number {
  const { receiveCount } = receipt;
  const { busyFloor: floor, busyCeiling: ceiling } = settling.context.settings.delivery;
  return receiveCount > SPARING ? pause(receipt, settling) : busyPause({ receiveCount, floor, ceiling, random: settling.random });
}
