import { confirm, interactive } from './prompt.ts';

/** Whether what is over age is told all the same; no where there is nothing, or nobody to ask. */
export const mayBeLate = async (count: number, verb: 'Replay' | 'Send'): Promise<boolean> =>
  count > 0 &&
  interactive() &&
  confirm(`${count} are older than the maxAge of their event, such as a "payment failed" of last week. ${verb} them too?`);
