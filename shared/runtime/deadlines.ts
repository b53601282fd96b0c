/** Milliseconds of one webhook that may go by while others are waited for, whatever is sent twice within. Together under 9 s, for at 10 Lambda ends the receiver without an answer. */
export const DEADLINES = { secret: 3000, lookup: 2000, queue: 3500 } as const;

/** Milliseconds after which a call of AWS is given up and made once more. */
export const FIRST_TRY = 2000;
