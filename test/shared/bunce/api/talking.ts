import { onTestFinished } from 'vitest';

import { bunce, BunceError, type BunceOptions } from '../../../../entries/bunce.ts';
import { type BunceSimulatorOptions, LOCAL_KEYS } from '../../../../local/bunce/server.ts';
import { simulated } from '../../../local/bunce/simulated.ts';

interface Options extends BunceSimulatorOptions, Partial<BunceOptions> {}

/** The client of a team's back end and a strict Bunce, of one test. */
export async function talking({ baseUrl, key = LOCAL_KEYS.test, retries = 0, patience, ...options }: Options = {}) {
  const simulator = await simulated(options);
  const client = bunce({
    baseUrl: baseUrl ?? simulator.url,
    key,
    retries,
    callsPerMinute: 60_000,
    ...(patience !== undefined && { patience }),
  });
  onTestFinished(async () => client.close());
  return { ...simulator, ...client };
}

/** The error that the work ends with. */
export async function errorOf(work: Promise<unknown>): Promise<BunceError> {
  const error: unknown = await work.then(
    () => new TypeError('it went well'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof BunceError) return error;
  throw error;
}
