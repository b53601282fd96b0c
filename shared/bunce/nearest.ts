/** The name that was probably meant: the fewest letters apart, and no more of them than a third; undefined where there is none. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const [best] = known.map((each) => ({ each, apart: distance(name, each) })).toSorted((a, b) => a.apart - b.apart);
  return best && best.apart <= name.length / 3 ? best.each : undefined;
}

/** A question after a name that is none; nothing where none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}

/** The same, or all that there are where none is near. */
export const meantOr = (name: string, { known, all }: { readonly known: readonly string[]; readonly all: string }): string =>
  didYouMean(name, known) || `; ${all} ${known.join(', ')}`;

/** Levenshtein's: how many letters differ; their case hardly counts. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, left] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, right] of Array.from(b).entries()) {
      next.push(Math.min((row[j] ?? 0) + unlike(left, right), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function unlike(left: string, right: string): number {
  if (left === right) return 0;
  return left.toLowerCase() === right.toLowerCase() ? 0.1 : 1;
}
