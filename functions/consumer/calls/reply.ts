import type { Judgement } from '../../../shared/bunce/status.ts';

/** An answer, or none. */
export type Reply<Taken = never> =
  /** `own`: a failure speaks of this message alone: others have got through. `opened`: nobody is asked for now, and it was this answer that said so or came while it was so; it says nothing against the message. */
  | (Judgement & { readonly opened: boolean; readonly own: boolean })
  /** No time left to ask; seconds until the circuit lets a call through. */
  | { readonly kind: 'held'; readonly after: number }
  /** What the claim gave in the answer's place. */
  | { readonly kind: 'taken'; readonly value: Taken };
