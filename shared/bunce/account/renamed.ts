import { nearest } from '../nearest.ts';

interface Names {
  /** That no binding uses: the likely new name of what is missing. */
  readonly spare: readonly string[];
  readonly all: readonly string[];
}

/** More than these nobody looks through. */
const FEW = 3;

/** What something that is missing may be called now; nothing where nobody can tell. */
export function renamed(name: string, { spare, all }: Names): string {
  const near = nearest(name, spare.length > 0 ? spare : all);
  if (near !== undefined) return `; the nearest is "${near}"`;
  return spare.length === 0 || spare.length > FEW ? '' : `; nothing is bound to ${spare.map((each) => `"${each}"`).join(', ')}`;
}
