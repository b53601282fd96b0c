import type { SQSRecord } from 'aws-lambda';

import type * as z from 'zod/mini';

import { isOurs } from '../../shared/bunce/event.ts';
import { Envelope, ENVELOPE_VERSION } from '../../shared/queue/envelope.ts';
import { Parked, unpackBody, unpacked } from '../../shared/queue/parked.ts';

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

/** What a message holds. */
export type Content =
  | { readonly kind: 'envelope'; readonly envelope: Envelope }
  /** Written by later code than this: it waits for it, for Lambdas are deployed one by one. */
  | { readonly kind: 'later'; readonly detail: string }
  /** Sent back from the dead-letter queue, and only its receiver's code can read it: to be parked again, as it was. */
  | { readonly kind: 'redriven'; readonly parked: Parked }
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

/** Junk is only what no envelope of ours can be. The SQS console's redrive brings back what was parked: its envelope is one generation on, as a replay's. */
export function contentOf(body: string, knows: (event: string) => boolean = isOurs): Content {
  const value = json(body);
  const version = isObject(value) && 'v' in value ? value.v : undefined;
  if (typeof version === 'number' && version > ENVELOPE_VERSION) return { kind: 'later', detail: `of version ${version}` };
  const envelope = Envelope.safeParse(value);
  if (envelope.success) return known(envelope.data, knows);
  if (!isObject(value) || !('reason' in value)) return unread(envelope.error.issues, value);
  const whole = unpacked(value);
  const parked = Parked.safeParse(whole);
  return parked.success ? redriven(parked.data, knows) : unread(parked.error.issues, whole);
}

/** An event that neither this code nor this config names is of a later one. */
function known(envelope: Envelope, knows: (event: string) => boolean): Content {
  const strange = envelope.commands.map(({ command }) => command).find((each) => each.type === 'track-event' && !knows(each.event.name));
  return strange === undefined ? { kind: 'envelope', envelope } : { kind: 'later', detail: 'an event that the config does not name' };
}

function redriven(parked: Parked, knows: (event: string) => boolean): Content {
  const generation = parked.generation + 1;
  if (parked.envelope) return known({ ...parked.envelope, generation }, knows);
  const again: Content = { kind: 'redriven', parked: { ...parked, generation } };
  if (parked.provider !== 'queue') return again;
  const content = contentOf(unpackBody(parked.raw?.body ?? '').toString(), knows);
  if (content.kind === 'envelope')
    return { ...content, envelope: { ...content.envelope, generation: content.envelope.generation + generation } };
  return content.kind === 'junk' ? again : content;
}

function unread(issues: readonly z.core.$ZodIssue[], value: unknown): Content {
  const [issue] = issues;
  const detail = `${issue?.path.map(String).join('.') || 'message'}: ${issue?.message}`;
  return issues.every((each) => isNews(each, value)) ? { kind: 'later', detail } : { kind: 'junk', detail: `no envelope: ${detail}` };
}

/** A key, or a word of a closed list, that this code does not know. */
function isNews(issue: z.core.$ZodIssue, value: unknown): boolean {
  const { code, path } = issue;
  if (code === 'unrecognized_keys') return true;
  if (
    code === 'invalid_union' &&
    issue.errors.some((branch) => branch.length > 0 && branch.every((each) => isNews({ ...each, path: [...path, ...each.path] }, value)))
  )
    return true;
  const found = path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
  return (code === 'invalid_value' || code === 'invalid_union') && typeof found === 'string';
}

const isObject = (value: unknown): value is Readonly<Record<PropertyKey, unknown>> => typeof value === 'object' && value !== null;

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
