import { once } from 'node:events';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import type { LogLine } from './lambda/environment.ts';
import type { LocalRun } from './run.ts';

/** Milliseconds after which a stop that hangs is cut short. */
const STOP_LIMIT = 5000;

/** Where the CLI finds a run that is up. */
const RUN_FILE = new URL('../.local/run.json', import.meta.url);

/** Errors whose message says all: a port in use, a mistake in the config. */
const IN_WORDS = new Set(['PortInUse', 'SynthFailed', 'ConfigError', 'UsageError']);

class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `npm start`: the synthesized stack on this machine, until Ctrl-C. */
async function main(signal: AbortSignal): Promise<void> {
  const { values } = parseArgs({ options: { quiet: { type: 'boolean', default: false } } });
  // The embedded servers make Node warn of its own unfinished parts; nobody here can act on it.
  process.removeAllListeners('warning');
  const { startLocalRun } = await import('./run.ts');
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
    await rm(RUN_FILE, { force: true });
    await run.stop();
  }
}

function portFrom(variable: string, fallback: number): number {
  const port = Number(process.env[variable] ?? fallback);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`${variable} must be a port number, not ${process.env[variable]}`);
}

/** Metrics are lines too, for CloudWatch alone. */
function print({ function: name, line }: LogLine): void {
  if (!line.includes('"_aws"')) console.log(`${name}: ${line}`);
}

async function announce(run: LocalRun): Promise<void> {
  const { gateway, bunce, bond, environment, queues, tables } = run;
  await mkdir(new URL('.', RUN_FILE), { recursive: true });
  await writeFile(RUN_FILE, JSON.stringify({ gateway, bunce: bunce.url, bond: bond.url, environment, queues, tables }, null, 2));
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
  const port = process.env['PORT'] === undefined ? '' : `PORT=${process.env['PORT']} `;
  return `${port}npm run cli -- send ${provider} --sample ${samples[0] ?? 'NAME'}`;
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
