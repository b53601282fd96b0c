import type { SQSRecord } from 'aws-lambda';

import { Envelope, ENVELOPE_VERSION } from '../../shared/queue/envelope.ts';

/** A message as SQS gave it out. Times in milliseconds. */
export interface Receipt {
  readonly messageId: string;
  readonly handle: string;
  readonly body: string;
  readonly group: string;
  readonly receiveCount: number;
  readonly firstReceivedAt: number;
  readonly sentAt: number;
}

/** Milliseconds after which a message is parked whatever holds it back, for the queue drops it after 14 days. */
const LAST_CALL = 13 * 86_400_000;

export const isLastCall = ({ sentAt }: Receipt, now: number): boolean => now - sentAt > LAST_CALL;

/** What a message holds. One of a later version waits for the code that reads it: Lambdas are deployed one by one. */
export type Content =
  | { readonly kind: 'envelope'; readonly envelope: Envelope }
  | { readonly kind: 'later'; readonly version: number }
  | { readonly kind: 'junk'; readonly detail: string };

export function receiptOf({ messageId, receiptHandle, body, attributes }: SQSRecord): Receipt {
  return {
    messageId,
    handle: receiptHandle,
    body,
    group: attributes.MessageGroupId ?? messageId,
    receiveCount: Number(attributes.ApproximateReceiveCount),
    firstReceivedAt: Number(attributes.ApproximateFirstReceiveTimestamp),
    sentAt: Number(attributes.SentTimestamp),
  };
}

export function contentOf(body: string): Content {
  const value = json(body);
  const version = typeof value === 'object' && value !== null && 'v' in value ? value.v : undefined;
  if (typeof version === 'number' && version > ENVELOPE_VERSION) return { kind: 'later', version };
  const read = Envelope.safeParse(value);
  if (read.success) return { kind: 'envelope', envelope: read.data };
  const [issue] = read.error.issues;
  return { kind: 'junk', detail: `no envelope: ${issue?.path.map(String).join('.') || 'message'}: ${issue?.message}` };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
