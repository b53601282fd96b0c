import { gunzipSync, gzipSync } from 'node:zlib';

import * as z from 'zod/mini';

import { Envelope, partOf, sqsId } from './envelope.ts';

/** Why a message is parked: a closed list. */
export const REASONS = ['unreadable', 'rejected', 'gave-up', 'too-late', 'unknown-customer', 'ambiguous', 'crashed'] as const;
export type Reason = (typeof REASONS)[number];

/** A webhook as it came in, kept because it could not be read: gzipped, base64. */
const RawWebhook = z.strictObject({
  body: z.string(),
  headers: z.record(z.string(), z.string()),
  /** As an envelope has it. */
  seal: z.optional(z.string()),
});

/** The one format of the dead-letter queue: what is unsettled, why, and what was tried. */
export const Parked = z.strictObject({
  v: z.literal(1),
  id: z.string(),
  provider: z.string(),
  type: z.nullable(z.string()),
  generation: z.int(),
  reason: z.enum(REASONS),
  /** In words for the operator; never holds personal data. */
  detail: z.string(),
  parkedAt: z.iso.datetime(),
  firstReceivedAt: z.iso.datetime(),
  receiveCount: z.int(),
  /** The status and message of Bunce's last answer. */
  last: z.optional(z.strictObject({ status: z.nullable(z.int()), message: z.string() })),
  /** Where it failed: `map`, or the type of the command. */
  step: z.string(),
  /** Of the code that parked it. */
  version: z.string(),
  /** Only what is unsettled. Absent when the webhook could not be read. */
  envelope: z.optional(Envelope),
  raw: z.optional(RawWebhook),
});
export type Parked = z.infer<typeof Parked>;

/** An envelope that is too long as it is stands on the queue gzipped, base64. */
const Packed = z.looseObject({ packed: z.string() });

export const packed = ({ envelope, ...parked }: Parked): object =>
  envelope ? { ...parked, packed: packBody(Buffer.from(JSON.stringify(envelope))) } : parked;

/** What stands on the dead-letter queue with its envelope unpacked, to be parsed as `Parked`. */
export function unpacked(value: unknown): unknown {
  const read = Packed.safeParse(value);
  if (!read.success) return value;
  const { packed, ...parked } = read.data;
  try {
    const envelope: unknown = JSON.parse(unpackBody(packed).toString());
    return { ...parked, envelope };
  } catch {
    return { ...parked, envelope: null };
  }
}

/** The dead-letter queue shows only what no group holds back, so each message is a group of its own. */
export const parkedGroup = ({ id }: Pick<Parked, 'id'>): string => sqsId(id);
/** Commands of one webhook may be parked one after the other for the same reason, so the part counts too. */
export const parkedDedup = ({ id, generation, reason, envelope }: Pick<Parked, 'id' | 'generation' | 'reason' | 'envelope'>): string =>
  sqsId([id, generation, reason, ...(envelope ? [partOf(envelope)] : [])].join('#'));

export const packBody = (body: Buffer): string => gzipSync(body).toString('base64');
export const unpackBody = (packed: string): Buffer => gunzipSync(Buffer.from(packed, 'base64'));
