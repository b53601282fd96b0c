import { once } from 'node:events';
import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type { Project } from '../shared/config/project.ts';
import type { LogLine } from './lambda/environment.ts';
import type { LocalRun } from './run.ts';
import { command } from '../shared/runtime/command.ts';

/** Milliseconds after which a stop that hangs is cut short. */
const STOP_LIMIT = 5000;

/** Errors whose message says all: a port in use, a mistake in the config. */
const IN_WORDS = new Set(['PortInUse', 'SynthFailed', 'ConfigError', 'NoProject', 'UsageError']);

class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `npm start`: the synthesized stack of a project on this machine, until Ctrl-C. */
async function main(signal: AbortSignal): Promise<void> {
  const { values } = parseArgs({ options: { quiet: { type: 'boolean', default: false }, project: { type: 'string' } } });
  // For this process, once its modules load below, and for the synth: a second less from the second start on.
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache');
  enableCompileCache();
  // The embedded servers make Node warn of its own unfinished parts; nobody here can act on it.
  process.removeAllListeners('warning');
  const [{ startLocalRun }, { announceRun }, { ownSecretsOf }, { readable }, { findProject, loadProject }] = await Promise.all([
    import('./run.ts'),
    import('./run-file.ts'),
    import('./own-secrets.ts'),
    import('./print.ts'),
    import('../shared/config/project.ts'),
  ]);
  const project = values.project === undefined ? findProject(process.cwd()) : loadProject(values.project);
  const print = (line: LogLine): void => {
    const text = readable(line);
    if (text !== undefined) console.log(text);
  };
  const run = await startLocalRun({
    project,
    port: portFrom('PORT', 8787),
    buncePort: portFrom('BUNCE_PORT', 8788),
    signal,
    ownSecrets: ownSecretsOf(project),
    ...(values.quiet ? {} : { onLine: print }),
  });
  const withdraw = await announceRun(project, run);
  try {
    await announce(run, project);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await withdraw();
    await run.stop();
  }
}

function portFrom(variable: string, fallback: number): number {
  const port = Number(process.env[variable] ?? fallback);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`${variable} must be a port number, not ${process.env[variable]}`);
}

async function announce({ gateway, bunce, bond, queues, routes }: LocalRun, project: Project): Promise<void> {
  const providers = routes.map((key) => key.split('/')[2] ?? '');
  console.log(`webhooks    ${gateway}/webhooks/{${providers.join(',')}}`);
  console.log(`Bunce       ${bunce.url}  (simulator; what arrived: ${bunce.control}/events)`);
  console.log(`Bond        ${bond.url}  (simulator)`);
  console.log(
    `queues      ${Object.values(queues)
      .map(({ url }) => url)
      .join('  ')}`,
  );
  console.log(`try         ${await example(providers[0] ?? '', project)}`);
  console.log('ready');
}

async function example(provider: string, project: Project): Promise<string> {
  const { homeOf, sampleNames } = await import('./samples.ts');
  const samples = sampleNames(homeOf(provider, project));
  return `${process.env['PORT'] === undefined ? '' : `PORT=${process.env['PORT']} `}${command(`send ${provider} --sample ${samples[0] ?? 'NAME'}`)}`;
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
