/** Stands for a value that was there and could not be read: left out, named in the command and counted, for it is no reason to lose the event. */
export const UNREAD: unique symbol = Symbol('unread');
export type Unread = typeof UNREAD;

/** What the work gives, or UNREAD for what it refuses with a RangeError. */
export function readable<Value>(work: () => Value): Value | Unread {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return UNREAD;
    throw error;
  }
}
