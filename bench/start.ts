import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { providers } from '../functions/webhooks/registry.ts';
import { bundle } from '../infra/bundle.ts';
import { catalogueOf } from '../shared/config/catalogue-file.ts';
import { startFunction } from '../local/lambda/function.ts';
import { median, rounded } from './cpu.ts';
import { project } from './project.ts';
import { type Measured, startSurroundings } from './surroundings.ts';

/** How many times the CPU of the empty handler's start a function may take. */
const LIMIT = 3;
const LIMIT_WITH_LOOKUP = 3.5;
/** Until it has delivered its first purchase: the config, the catalogue, the SDK's clients and undici to compile, and the first call of each. An event without messages takes 2.8. */
const CONSUMER_LIMIT = 5.5;
/** Bytes of a receiver; the consumer carries the SDK's clients and undici. */
const SIZE_LIMIT = 200_000;
const CONSUMER_SIZE_LIMIT = 1_000_000;

export interface StartOptions {
  readonly rounds: number;
  readonly only?: readonly string[];
  readonly json?: boolean;
}

interface Row {
  readonly name: string;
  /** User and system, of all threads, from the start of the process to its first answer. */
  readonly cpuMilliseconds: number;
  readonly ratio: number;
  readonly limit: number;
  readonly bytes: number;
  readonly ok: boolean;
}

/** Prints one row per function; leaves exit code 1 when one is slower or larger than allowed. */
export async function printStart(options: StartOptions): Promise<void> {
  const rows = await measure(options);
  if (options.json) console.log(JSON.stringify(rows, null, 2));
  else console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])));
  if (rows.some(({ ok }) => !ok)) process.exitCode = 1;
}

async function measure({ rounds, only = [...Object.keys(providers), 'consumer'] }: StartOptions): Promise<readonly Row[]> {
  const world = await startSurroundings(await bundle({ project, names: only, catalogue: catalogueOf(project, 'default') }));
  try {
    const measured = only.map((name) => (name === 'consumer' ? world.consumer() : world.receiver(name)));
    const times = new Map<string, number[]>();
    // Round by round, so that a busy moment of the machine hits all alike.
    for (let round = 0; round < rounds; round += 1) {
      for (const each of [EMPTY, ...measured]) times.set(each.name, [...(times.get(each.name) ?? []), await firstResponse(each)]);
    }
    const baseline = median(times.get(EMPTY.name) ?? []);
    return await Promise.all(
      [EMPTY, ...measured].map(async (each) => rowOf(each, { milliseconds: median(times.get(each.name) ?? []), baseline })),
    );
  } finally {
    await world.close();
  }
}

const EMPTY: Measured = {
  name: 'empty',
  event: {},
  lookup: false,
  options: { name: 'empty', directory: import.meta.dirname, handler: 'empty-handler.handler', memory: 512 },
};

const Answered = z.object({ answer: z.unknown(), cpu: z.object({ user: z.number(), system: z.number() }) });

/** Milliseconds of CPU from the start of the process to its first answer, as the process itself counts them. */
async function firstResponse({ name, options, event }: Measured): Promise<number> {
  const environment = { ...options.environment, MEASURED: moduleOf(name, options.directory) };
  const instance = startFunction({
    ...options,
    environment,
    directory: import.meta.dirname,
    handler: 'cpu-handler.handler',
    concurrency: 1,
  });
  const invocation = await instance.invoke(event);
  await instance.close();
  if (!invocation.ok) throw new Error(`${name}: ${invocation.message}`);
  const { answer, cpu } = Answered.parse(invocation.payload);
  const said = JSON.stringify(answer);
  if (said.includes('"statusCode":200') || said.includes('"batchItemFailures":[]')) return (cpu.user + cpu.system) / 1000;
  throw new Error(`${name} answered ${said}`);
}

const moduleOf = (name: string, directory: string): string => join(directory, name === EMPTY.name ? 'empty-handler.mjs' : 'index.mjs');

async function rowOf(
  { name, lookup, options: { directory } }: Measured,
  { milliseconds, baseline }: { readonly milliseconds: number; readonly baseline: number },
): Promise<Row> {
  const limit = name === 'consumer' ? CONSUMER_LIMIT : lookup ? LIMIT_WITH_LOOKUP : LIMIT;
  const ratio = milliseconds / baseline;
  const { size: bytes } = await stat(moduleOf(name, directory));
  return {
    name,
    cpuMilliseconds: Math.round(milliseconds),
    ratio: rounded(ratio),
    limit,
    bytes,
    ok: ratio <= limit && bytes <= (name === 'consumer' ? CONSUMER_SIZE_LIMIT : SIZE_LIMIT),
  };
}
