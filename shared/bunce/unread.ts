/** Stands for a value that was there and could not be read: left out, named in the command and counted, for it is no reason to lose the event. */
export interface Unread {
  readonly unread: true;
}

/** The only one. A symbol would widen in every object that a function returns. */
export const UNREAD: Unread = { unread: true };

export const isUnread = (value: unknown): value is Unread => value === UNREAD;

/** What the work gives, or UNREAD for what it refuses with a RangeError. */
export function readable<Value>(work: () => Value): Value | Unread {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return UNREAD;
    throw error;
  }
}
