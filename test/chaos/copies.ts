import * as z from 'zod/mini';

import type { Journal } from './journal.ts';
import type { Webhook } from './webhook.ts';

export const Sending = z.looseObject({
  QueueUrl: z.string(),
  MessageBody: z.string(),
  MessageGroupId: z.string(),
  MessageDeduplicationId: z.string(),
});
export type Sending = z.infer<typeof Sending>;

const later = (id: string): string => `${id.slice(0, 120)}~later`;

interface Copying {
  readonly journal: Journal;
  readonly webhooks: ReadonlyMap<string, Webhook>;
}

/** Makes of a redelivery one that comes after SQS has forgotten the first, or from a receiver that groups it otherwise. */
export function copies({ journal, webhooks }: Copying): (sending: Sending, token: string) => Sending {
  return (sending, token) => {
    const { copies: kind } = webhooks.get(token) ?? {};
    const isSecond = journal.attempt(`received ${token}`) > 1;
    if (kind === 'two-groups' && isSecond)
      return { ...sending, MessageDeduplicationId: later(sending.MessageDeduplicationId), MessageGroupId: later(sending.MessageGroupId) };
    if (kind === 'one' || kind === 'at-once' || !journal.places.has(token)) return sending;
    return { ...sending, MessageDeduplicationId: later(sending.MessageDeduplicationId) };
  };
}
