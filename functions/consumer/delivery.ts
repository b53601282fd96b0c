import type { Parked, Reason } from '../../shared/queue/parked.ts';
import type { Reply } from './calls/reply.ts';

type Last = NonNullable<Parked['last']>;

/** What became of a step. */
export type Delivery =
  /** `wrote` is false where there was nothing that Bunce would take. */
  | { readonly kind: 'delivered'; readonly wrote?: false }
  /** Again, not before so many seconds; `counts` towards giving up. */
  | { readonly kind: 'retry'; readonly after: number; readonly counts: boolean; readonly last?: Last }
  | { readonly kind: 'hopeless'; readonly reason: Reason; readonly detail: string; readonly last?: Last }
  /** Nobody knows yet whom it is about: the event that tells may be on its way. */
  | { readonly kind: 'waiting' };

export const DELIVERED: Delivery = { kind: 'delivered' };

export const rejected = (detail: string, last?: Last): Delivery => ({
  kind: 'hopeless',
  reason: 'rejected',
  detail,
  ...(last && { last }),
});

/** The table of design: what an answer does to the step that asked. */
export function deliveryOf(reply: Reply<Delivery>): Delivery {
  switch (reply.kind) {
    case 'ok':
      return DELIVERED;
    case 'taken':
      return reply.value;
    case 'held':
      return { kind: 'retry', after: reply.after, counts: false };
    case 'misdirected':
      return { kind: 'retry', after: 0, counts: !reply.opened, last: lastOf(reply) };
    case 'busy':
    case 'down':
    case 'unsure':
      return { kind: 'retry', after: reply.after ?? 0, counts: !reply.opened, last: lastOf(reply) };
    case 'refused':
      return rejected(`Bunce refused it: ${reply.message}`, lastOf(reply));
  }
}

const lastOf = ({ status, message }: { readonly status: number | null; readonly message: string }): Last => ({ status, message });
