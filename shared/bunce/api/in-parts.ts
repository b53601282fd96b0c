interface Names {
  readonly emails?: readonly string[];
  readonly ids?: readonly string[];
}

/** Each as many as fit into one call; none at all where the lists name nobody, whom Bunce would take for everybody. */
export function inParts({ emails, ids }: Names): readonly Names[] {
  if (emails?.length && ids?.length) return [{ emails, ids }];
  if (emails?.length) return fitting(emails).map((some) => ({ emails: some }));
  if (ids?.length) return fitting(ids).map((some) => ({ ids: some }));
  return emails || ids ? [] : [{}];
}

/** Characters: servers take at least twice as much of a URL. */
const LONGEST = 4000;

function fitting(names: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let room = 0;
  for (const name of new Set(names)) {
    const length = encodeURIComponent(name).length + '%2C'.length;
    if (length > room) {
      parts.push([]);
      room = LONGEST;
    }
    parts.at(-1)?.push(name);
    room -= length;
  }
  return parts;
}
