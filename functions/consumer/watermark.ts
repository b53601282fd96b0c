import type { Table } from '../../shared/runtime/table.ts';

/** Seconds a mark is kept: longer than any message or parked one can live. */
const KEPT = 60 * 86_400;

/** The newest event time that wrote something: a profile, an attribute. What is strictly older must not overwrite it. */
export interface Watermarks {
  /** Keys whose mark is newer than the time given for them. */
  stale(times: ReadonlyMap<string, string>): Promise<ReadonlySet<string>>;
  raise(times: ReadonlyMap<string, string>): Promise<void>;
}

const keyOf = (key: string): string => `watermark#${key}`;

export function watermarksIn(table: Table, now: () => number): Watermarks {
  const newer = async (times: ReadonlyMap<string, string>): Promise<ReadonlySet<string>> => {
    const marks = await table.read([...times.keys()].map(keyOf));
    return new Set([...times].flatMap(([key, at]) => (String(marks.get(keyOf(key))?.['at'] ?? '') > at ? [key] : [])));
  };
  return {
    stale: newer,
    async raise(times) {
      const expiresAt = Math.floor(now() / 1000) + KEPT;
      await table.write([...times].map(([key, at]) => ({ pk: keyOf(key), at, expiresAt })));
    },
  };
}
