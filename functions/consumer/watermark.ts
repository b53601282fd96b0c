import type { Table } from '../../shared/runtime/table.ts';

/** Seconds a mark is kept: longer than any message or parked one can live. */
const KEPT = 60 * 86_400;

/** The newest event time that wrote something: a profile, an attribute. What is strictly older must not overwrite it. */
export interface Watermarks {
  /** The marks that stand. */
  standing(keys: Iterable<string>): Promise<ReadonlyMap<string, string>>;
  /** Keys whose mark is newer than the time given for them. */
  stale(times: ReadonlyMap<string, string>): Promise<ReadonlySet<string>>;
  raise(times: ReadonlyMap<string, string>): Promise<void>;
  /** Keeps everybody else from writing about these people for so many seconds: two groups may tell of one person. False when somebody is at it. */
  hold(people: readonly string[], seconds: number): Promise<boolean>;
  letGo(people: readonly string[]): Promise<void>;
}

const keyOf = (key: string): string => `watermark#${key}`;
const holdOf = (person: string): string => `hold#${person}`;

export function watermarksIn(table: Table, now: () => number): Watermarks {
  const standing = async (keys: Iterable<string>): Promise<ReadonlyMap<string, string>> => {
    const wanted = [...keys];
    const marks = await table.read(wanted.map(keyOf));
    return new Map(wanted.map((key) => [key, String(marks.get(keyOf(key))?.['at'] ?? '')]));
  };
  const letGo = async (people: readonly string[]): Promise<void> => {
    await Promise.all(people.map(async (person) => table.remove(holdOf(person))));
  };
  return {
    standing,
    async stale(times) {
      const marks = await standing(times.keys());
      return new Set([...times].flatMap(([key, at]) => ((marks.get(key) ?? '') > at ? [key] : [])));
    },
    async raise(times) {
      const expiresAt = Math.floor(now() / 1000) + KEPT;
      await table.write([...times].map(([key, at]) => ({ pk: keyOf(key), at, expiresAt })));
    },
    async hold(people, seconds) {
      const expiresAt = Math.ceil(now() / 1000 + seconds);
      const held = await Promise.all(people.map(async (person) => table.claim({ pk: holdOf(person), expiresAt })));
      if (held.every(Boolean)) return true;
      await letGo(people.filter((_, index) => held[index]));
      return false;
    },
    letGo,
  };
}
