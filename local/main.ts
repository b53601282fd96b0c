import { once } from 'node:events';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import type { LogLine } from './lambda/environment.ts';
import type { LocalRun } from './run.ts';

/** Milliseconds after which a stop that hangs is cut short. */
const STOP_LIMIT = 5000;

/** Where the CLI finds the run that is up behind this port. */
const runFile = ({ gateway }: LocalRun): URL => new URL(`../.local/run-${new URL(gateway).port}.json`, import.meta.url);

/** Errors whose message says all: a port in use, a mistake in the config. */
const IN_WORDS = new Set(['PortInUse', 'SynthFailed', 'ConfigError', 'UsageError']);

class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `npm start`: the synthesized stack on this machine, until Ctrl-C. */
async function main(signal: AbortSignal): Promise<void> {
  const { values } = parseArgs({ options: { quiet: { type: 'boolean', default: false } } });
  // For this process, once its modules load below, and for the synth: a second less from the second start on.
  process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('../.local/compiled', import.meta.url));
  enableCompileCache();
  // The embedded servers make Node warn of its own unfinished parts; nobody here can act on it.
  process.removeAllListeners('warning');
  const [{ startLocalRun }, { readable }] = await Promise.all([import('./run.ts'), import('./print.ts')]);
  const print = (line: LogLine): void => {
    const text = readable(line);
    if (text !== undefined) console.log(text);
  };
  const run = await startLocalRun({
    port: portFrom('PORT', 8787),
    buncePort: portFrom('BUNCE_PORT', 8788),
    signal,
    ...(values.quiet ? {} : { onLine: print }),
  });
  try {
    await announce(run);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await rm(runFile(run), { force: true });
    await run.stop();
  }
}

function portFrom(variable: string, fallback: number): number {
  const port = Number(process.env[variable] ?? fallback);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`${variable} must be a port number, not ${process.env[variable]}`);
}

async function announce(run: LocalRun): Promise<void> {
  const { gateway, bunce, bond, environment, queues, tables } = run;
  await mkdir(new URL('.', runFile(run)), { recursive: true });
  await writeFile(runFile(run), JSON.stringify({ gateway, bunce: bunce.url, bond: bond.url, environment, queues, tables }, null, 2));
  const providers = run.routes.map((key) => key.split('/').at(-1) ?? '');
  console.log(`webhooks    ${gateway}/webhooks/{${providers.join(',')}}`);
  console.log(`Bunce       ${bunce.url}  (simulator; what arrived: ${bunce.control}/events)`);
  console.log(`Bond        ${bond.url}  (simulator)`);
  console.log(
    `queues      ${Object.values(queues)
      .map(({ url }) => url)
      .join('  ')}`,
  );
  console.log(`try         ${await example(providers[0] ?? '')}`);
  console.log('ready');
}

async function example(provider: string): Promise<string> {
  const samples = await readdir(new URL(`../functions/webhooks/${provider}/samples`, import.meta.url)).catch(() => []);
  return `${process.env['PORT'] === undefined ? '' : `PORT=${process.env['PORT']} `}npm run cli -- send ${provider} --sample ${samples[0] ?? 'NAME'}`;
}

const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    stopping.abort();
    setTimeout(() => process.exit(1), STOP_LIMIT).unref();
  });
}

await main(stopping.signal).then(
  () => process.exit(0),
  (error: unknown) => {
    if (stopping.signal.aborted) process.exit(0);
    console.error(error instanceof Error && IN_WORDS.has(error.name) ? error.message : error);
    process.exit(1);
  },
);
