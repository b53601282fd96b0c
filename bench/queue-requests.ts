import * as z from 'zod/mini';

import { type Answer, type Asked, type Door, startDoor } from '../local/door.ts';

export interface QueueProxy extends Door {
  /** Requests that SQS bills for the messages themselves, since the last time it was asked. */
  counted(): number;
}

/** Stands before a queue server and counts what AWS would bill. */
export async function countQueueRequests(upstream: string): Promise<QueueProxy> {
  let requests = 0;
  const door = await startDoor(upstream, { hear: (asked, answer) => void (requests += billed(asked, answer)) });
  return {
    ...door,
    counted() {
      const counted = requests;
      requests = 0;
      return counted;
    },
  };
}

const OF_MESSAGES = /^(?:Send|Receive|Delete)Message(?:Batch)?$|^ChangeMessageVisibility(?:Batch)?$/;
const Received = z.object({ Messages: z._default(z.array(z.unknown()), []) });
/** Bytes of a request; more count as several. */
const CHUNK = 64 * 1024;

/** A receive that brings nothing is polling, which costs the same whatever comes. */
function billed({ operation, body }: Asked, answer: Answer): number {
  if (!OF_MESSAGES.test(operation)) return 0;
  if (operation === 'ReceiveMessage' && Received.parse(JSON.parse(answer.body)).Messages.length === 0) return 0;
  return Math.ceil(Math.max(Buffer.byteLength(body), Buffer.byteLength(answer.body), 1) / CHUNK);
}
