import { readFileSync } from 'node:fs';

import * as z from 'zod/mini';

/** Calls a minute that something else at our address keeps for itself. `until`: milliseconds; who was killed takes nothing back. */
const Reserved = z.object({ callsPerMinute: z.number(), until: z.number() });

interface Watching {
  /** Undefined where nobody shares the address. */
  readonly file: string | undefined;
  now(): number;
}

/** Milliseconds for which what was read counts. */
const FRESH = 1000;

/** How many they are at this moment; none where nothing is written down. */
export function reservedCalls({ file, now }: Watching): () => number {
  if (file === undefined) return () => 0;
  let read = { at: Number.NEGATIVE_INFINITY, calls: 0 };
  return () => {
    const at = now();
    if (Math.abs(at - read.at) >= FRESH) read = { at, calls: callsIn(file, at) };
    return read.calls;
  };
}

function callsIn(file: string, at: number): number {
  try {
    const { callsPerMinute, until } = Reserved.parse(JSON.parse(readFileSync(file, 'utf8')));
    return at < until ? callsPerMinute : 0;
  } catch {
    return 0;
  }
}
