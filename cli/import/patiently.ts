import { setTimeout as wait } from 'node:timers/promises';

import { BunceError } from '../../shared/bunce/api/bunce-error.ts';

const PASSING: ReadonlySet<string> = new Set(['busy', 'down', 'unsure']);

/** Seconds before each further try; Bunce's own word counts more. */
const WAITS: readonly number[] = [5, 10, 20, 40, 60];

/** The same work again while Bunce shuts us out or is out of reach: no lease is held meanwhile. */
export async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const seconds of WAITS) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof BunceError) || !PASSING.has(error.kind)) throw error;
      const pause = Math.max(seconds, error.retryAfter ?? 0);
      process.stderr.write(`${error.message}; once more in ${pause} s\n`);
      await wait(pause * 1000);
    }
  }
  return work();
}
