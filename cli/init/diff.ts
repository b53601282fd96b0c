/** The lines that go and come, as `diff` marks them, each change under the line before it. */
export function diff(before: string, after: string): string {
  const [one, other] = [before.split('\n'), after.split('\n')];
  const common = commonIn(one, other);
  const lines: string[] = [];
  let [at, to] = [0, 0];
  for (const [left, right] of [...common, [one.length, other.length] as const]) {
    const changed = at < left || to < right;
    if (changed && at > 0) lines.push(`  ${one[at - 1]}`);
    lines.push(...one.slice(at, left).map((line) => `- ${line}`), ...other.slice(to, right).map((line) => `+ ${line}`));
    [at, to] = [left + 1, right + 1];
  }
  return lines.join('\n');
}

type Pair = readonly [number, number];

/** Where the lines of the longest common part stand in both. */
function commonIn(one: readonly string[], other: readonly string[]): readonly Pair[] {
  const longest = lengths(one, other);
  const length = (left: number, right: number): number => longest[left]?.[right] ?? 0;
  const pairs: Pair[] = [];
  for (let [left, right] = [0, 0]; left < one.length && right < other.length;) {
    if (one[left] === other[right]) pairs.push([left++, right++]);
    else if (length(left + 1, right) >= length(left, right + 1)) left++;
    else right++;
  }
  return pairs;
}

/** How many lines are common to what follows each pair of places. */
function lengths(one: readonly string[], other: readonly string[]): readonly (readonly number[])[] {
  const rows = [...one, ''].map(() => [...other, ''].map(() => 0));
  for (let left = one.length - 1; left >= 0; left--) {
    for (let right = other.length - 1; right >= 0; right--) {
      const [row = [], below = []] = [rows[left], rows[left + 1]];
      row[right] = one[left] === other[right] ? (below[right + 1] ?? 0) + 1 : Math.max(below[right] ?? 0, row[right + 1] ?? 0);
    }
  }
  return rows;
}
