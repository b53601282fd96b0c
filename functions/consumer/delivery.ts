import type { Parked, Reason } from '../../shared/queue/parked.ts';
import type { Reply } from './calls/reply.ts';

type Last = NonNullable<Parked['last']>;

/** What became of a step. */
export type Delivery =
  /** `unnoted`: what comes after it in its message carries it, so that it is done again if the message comes back, and parked with it. `unwritten`: something newer stands, or was written in its place. */
  | { readonly kind: 'delivered'; readonly unnoted?: true; readonly unwritten?: true }
  /** Again, not before so many seconds; `counts` towards giving up, as a failure of the message's own. */
  | { readonly kind: 'retry'; readonly after: number; readonly counts: boolean; readonly last?: Last }
  /** Somebody else acts for the person: no failure at all. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'hopeless'; readonly reason: Reason; readonly detail: string; readonly last?: Last }
  /** Nobody knows yet whom it is about: the event that tells may be on its way. */
  | { readonly kind: 'waiting' };

export type Hopeless = Extract<Delivery, { readonly kind: 'hopeless' }>;

/** Step id → what became of it. */
export type Deliveries = ReadonlyMap<string, Delivery>;

export const DELIVERED: Delivery = { kind: 'delivered' };
export const UNWRITTEN: Delivery = { kind: 'delivered', unwritten: true };

export const rejected = (detail: string, last?: Last): Hopeless => ({
  kind: 'hopeless',
  reason: 'rejected',
  detail,
  ...(last && { last }),
});

/** What the team's own functions compute: one that throws is rejected at once, alone. Its words are left out, for they may hold what it was given. */
export function byBinding<Computed>(compute: () => Computed): Computed | Hopeless {
  try {
    return compute();
  } catch (error) {
    return rejected(
      `a function of the binding throws ${error instanceof Error ? error.name : 'what is no error'}: mend it in the config, then replay`,
    );
  }
}

/** The table of design: what an answer does to the step that asked. */
export function deliveryOf(reply: Reply<Delivery>): Delivery {
  switch (reply.kind) {
    case 'ok':
      return DELIVERED;
    case 'taken':
      return reply.value;
    case 'held':
      return { kind: 'retry', after: reply.after, counts: false };
    case 'busy':
      return { kind: 'retry', after: reply.after ?? 0, counts: false, last: lastOf(reply) };
    case 'misdirected':
      return { kind: 'retry', after: 0, counts: reply.own, last: lastOf(reply) };
    case 'down':
    case 'unsure':
      return { kind: 'retry', after: reply.after ?? 0, counts: reply.own, last: lastOf(reply) };
    case 'refused':
      return rejected(`Bunce refused it: ${reply.message}`, lastOf(reply));
  }
}

const lastOf = ({ status, message }: { readonly status: number | null; readonly message: string }): Last => ({ status, message });
