/** What became of one row. */
export type Outcome =
  /** `adopted`: Bunce had them, and the directory knows now under which id. */
  { readonly did: 'created' | 'completed' | 'adopted' } | { readonly did: 'left alone' | 'refused'; readonly why: string };

export const CREATED: Outcome = { did: 'created' };
export const COMPLETED: Outcome = { did: 'completed' };
export const ADOPTED: Outcome = { did: 'adopted' };

export const alone = (why: string): Outcome => ({ did: 'left alone', why });
export const refusedFor = (why: string): Outcome => ({ did: 'refused', why });

export const BUSY = refusedFor('the consumer is at the owner of the old e-mail: run it again');
export const ADDRESS_TAKEN = refusedFor('Bunce has this e-mail, or this id, at the customer of another person');
