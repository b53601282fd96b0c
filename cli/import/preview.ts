import type { Going } from './go.ts';

/** One of the first rows of a dry run. */
export interface Preview {
  readonly number: number;
  readonly id: string | undefined;
  /** Its first letter and its domain. */
  readonly email: string | undefined;
  readonly end: string;
}

const FIRST = 10;

export function previewing() {
  const first: Preview[] = [];
  const see: Going['onEnds'] = (ends) => {
    for (const { number, entry, end } of ends.slice(0, FIRST - first.length)) {
      const { id, email } = 'customer' in entry ? entry.customer : {};
      const why = 'why' in end ? `: ${end.why}` : '';
      first.push({ number, id, email: email?.replace(/^(.)[^@]*/, '$1…'), end: `${end.did}${why}` });
    }
  };
  return { first, see };
}
