import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname } from 'node:path';

import { afterAll, afterEach, beforeAll } from 'vitest';

import { type BondSimulator, startBondSimulator } from '../../local/bond/server.ts';
import { close, listen } from '../../local/loopback.ts';
import { runFile } from '../../local/run-file.ts';
import { project } from '../project.ts';
import { cli, type Ran, type Run } from './cli.ts';

/** A local run of which only the simulator of Bond is there, the same for all tests of a file, fresh for each. */
export function bondRun() {
  let simulator: BondSimulator;
  let environment: Readonly<Record<string, string>>;
  const gateway = createServer((_, response) => response.end());
  let file: string;
  beforeAll(async () => {
    simulator = await startBondSimulator();
    const url = await listen(gateway);
    const { port: PORT } = new URL(url);
    environment = { PORT };
    file = runFile(project, PORT);
    const queue = { url };
    const run = { gateway: url, bunce: url, environment: {}, queues: { Queue: queue, Parked: queue }, tables: { State: 'state' } };
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify({ ...run, bond: simulator.url }));
  });
  const control = async (line: string, body: object = {}): Promise<unknown> => {
    const [method = 'GET', path = ''] = line.split(' ');
    const answer = await fetch(new URL(`/_simulator${path}`, simulator.url), {
      method,
      ...(method !== 'GET' && { body: JSON.stringify(body) }),
    });
    return answer.json();
  };
  afterEach(async () => control('POST /reset'));
  afterAll(async () => {
    await rm(file, { force: true });
    await Promise.all([simulator.close(), close(gateway)]);
  });
  return {
    control,
    url: () => simulator.url,
    environment: () => environment,
    customers: async (words: readonly string[], run: Run = {}): Promise<Ran> =>
      cli(['bond', 'customers', ...words], { environment, ...run }),
  };
}

/** The lines of standard output, read. */
export const rowsOf = ({ stdout }: Ran): readonly unknown[] =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
