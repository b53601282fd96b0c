import type { SQSRecord } from 'aws-lambda';

import { Envelope } from '../../shared/queue/envelope.ts';
import { limitedMap } from './limited-map.ts';
import type { Heard, Seen, Taken } from './seen.ts';

export interface Trailing {
  /** Webhooks that are followed. */
  readonly most: number;
  now(): number;
  hear(seen: Seen, heard: Heard): void;
  /** Its commands are known. */
  taken(seen: Seen): void;
}

/** Webhooks behind the queue, by their reference. Each function tells by a pipe of its own: the consumer's word may come before the receiver's, and waits for it. */
export interface Trails {
  /** What is told under this reference is told of this webhook from then on. */
  follow(reference: string, seen: Seen): void;
  hear(reference: string, heard: Heard): void;
  take(record: SQSRecord): void;
}

/** References of which something was heard too early. */
const EARLY = 100;

export function trails({ most, now, hear, taken }: Trailing): Trails {
  const followed = limitedMap<Seen>({ most });
  const batched = limitedMap<Taken>({ most });
  const early = limitedMap<Heard[]>({ most: EARLY });
  const attach = (seen: Seen, found: Taken): void => {
    if (seen.taken) return;
    seen.taken = found;
    taken(seen);
  };
  return {
    follow(reference, seen) {
      followed.set(reference, seen);
      const found = batched.get(reference);
      if (found) attach(seen, found);
      for (const heard of early.get(reference)?.splice(0) ?? []) hear(seen, heard);
    },
    hear(reference, heard) {
      const seen = followed.get(reference);
      if (seen) hear(seen, heard);
      else early.set(reference, [...(early.get(reference) ?? []), heard]);
    },
    take({ body, attributes }) {
      const envelope = envelopeIn(body);
      if (!envelope) return;
      const found = { envelope, queuedAt: Number(attributes.SentTimestamp), takenAt: now() };
      batched.set(envelope.id, found);
      const seen = followed.get(envelope.id);
      if (seen) attach(seen, found);
    },
  };
}

function envelopeIn(text: string): Envelope | undefined {
  try {
    return Envelope.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
