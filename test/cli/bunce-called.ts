import { LOCAL_KEYS } from '../../local/bunce/server.ts';
import type { BunceSimulatorOptions } from '../../local/bunce/server.ts';
import { simulated } from '../local/bunce/simulated.ts';
import { cli, type Ran, type Run } from './cli.ts';

interface Called extends Run {
  readonly key?: string;
}

interface Logged {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

/** A Bunce of one test, and `bunce-sync bunce …` pointed at it. */
export async function bunceCalled(options: BunceSimulatorOptions = {}) {
  const simulator = await simulated(options);
  return {
    ...simulator,
    run: async (words: readonly string[], { key = LOCAL_KEYS.test, ...run }: Called = {}): Promise<Ran> =>
      cli(['bunce', ...words, '--base-url', simulator.url], { ...run, environment: { BUNCE_KEY: key, ...run.environment } }),
    /** What was asked last, and what Bunce said. */
    last: async (): Promise<Logged> => ((await simulator.control('GET /log')).body as Logged[]).at(-1)!,
  };
}
