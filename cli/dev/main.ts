import { once } from 'node:events';
import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type { Project } from '../../shared/config/project.ts';
import type { LogLine } from '../../local/lambda/environment.ts';
import type { Answered } from '../../local/answering.ts';
import type { Reload } from '../../local/reload/reload.ts';
import type { LocalRun } from '../../local/local-run.ts';
import { command } from '../../shared/runtime/command.ts';
import { whenOrphaned } from '../../local/parent.ts';

/** Milliseconds after which a stop that hangs is cut short. */
const STOP_LIMIT = 5000;

/** Errors whose message says all: a port in use, a mistake in the config. */
const IN_WORDS = new Set(['PortInUse', 'SynthFailed', 'ConfigError', 'NoProject', 'UsageError', 'KeptInUse', 'UnknownFunction']);

class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `npm start`: the synthesized stack of a project on this machine, until Ctrl-C. */
async function main(signal: AbortSignal): Promise<void> {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    options: { quiet: flag, verbose: flag, keep: flag, inspect: { type: 'string' }, project: { type: 'string' } },
  });
  // For this process, once its modules load below, and for the synth: a second less from the second start on.
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache');
  enableCompileCache();
  // The embedded servers make Node warn of its own unfinished parts; nobody here can act on it.
  process.removeAllListeners('warning');
  const [{ startWatchedRun }, { announceRun }, { ownSecretsOf }, { readable }, { compact }, { findProject, loadProject }, { keep }] =
    await Promise.all([
      import('./watched-run.ts'),
      import('../../local/run-file.ts'),
      import('../../local/own-secrets.ts'),
      import('../../local/print.ts'),
      import('../../local/compact.ts'),
      import('../../shared/config/project.ts'),
      import('../../local/kept.ts'),
    ]);
  const project = values.project === undefined ? findProject(process.cwd()) : loadProject(values.project);
  const run = await startWatchedRun({
    project,
    port: portFrom('PORT', 8787),
    buncePort: portFrom('BUNCE_PORT', 8788),
    signal,
    ownSecrets: ownSecretsOf(project),
    everyProvider: true,
    ...(values.keep && { kept: keep(project) }),
    environment: { POWERTOOLS_LOG_LEVEL: process.env['POWERTOOLS_LOG_LEVEL'] ?? 'DEBUG' },
    ...(values.quiet ? {} : printing(values.verbose ? readable : compact())),
  });
  const withdraw = await announceRun(project, run);
  let following: Reload | undefined;
  try {
    if (values.inspect !== undefined) console.log(await inspected(values.inspect, run));
    await announce(run, project);
    const { followSources } = await import('../../local/reload/reload.ts');
    following = followSources({ run, project, tell: (line) => (console.log(line), run.sourcesChanged()) });
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await withdraw();
    await following?.stop();
    const left = await leftIn(run);
    await run.stop();
    console.log(farewell(left, values.keep));
  }
}

function farewell(left: number, isKept: boolean): string {
  if (left === 0) return 'stopped';
  if (isKept) return `stopped; ${left} ${left === 1 ? 'webhook waits' : 'webhooks wait'} for the next start`;
  return `stopped; ${left} ${left === 1 ? 'webhook that waited is' : 'webhooks that waited are'} gone`;
}

const printing = (textOf: (line: LogLine) => string | undefined) => ({
  onLine(line: LogLine) {
    const text = textOf(line);
    if (text !== undefined) console.log(text);
  },
  onAnswer({ status, asked }: Answered) {
    if (status === 404) console.log(`404 ${asked}: there is no such route`);
  },
});

function portFrom(variable: string, fallback: number): number {
  const port = Number(process.env[variable] ?? fallback);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`${variable} must be a port number, not ${process.env[variable]}`);
}

/** Webhooks on their way; none where nobody tells. */
async function leftIn(run: LocalRun): Promise<number> {
  const { depth, queueClient } = await import('../../local/depth.ts');
  const client = queueClient(run);
  const left = await depth(client, run.queues['Queue']?.url ?? '').catch(() => 0);
  client.destroy();
  return left;
}

async function inspected(name: string, run: LocalRun): Promise<string> {
  const { inspect } = await import('../../local/inspect.ts');
  const port = await inspect(name, run);
  return `inspect     127.0.0.1:${port}  (${name}: attach a debugger after its first webhook)`;
}

async function announce({ gateway, bunce, bond, queues }: LocalRun, project: Project): Promise<void> {
  const { settingsOf } = await import('../../shared/webhook/generic-source.ts');
  const providers = Object.keys(settingsOf(project.config));
  console.log(`console     ${gateway}/`);
  console.log(`webhooks    ${gateway}/webhooks/{${providers.join(',')}}  (and any other built-in provider)`);
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
  const { homeOf, sampleNames } = await import('../../local/samples.ts');
  const samples = sampleNames(homeOf(provider, project));
  return `${process.env['PORT'] === undefined ? '' : `PORT=${process.env['PORT']} `}${command(`send ${provider} --sample ${samples[0] ?? 'NAME'}`)}`;
}

const stopping = new AbortController();
const stop = (): void => {
  stopping.abort();
  setTimeout(() => process.exit(1), STOP_LIMIT).unref();
};
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
whenOrphaned(stop);

await main(stopping.signal).then(
  () => process.exit(0),
  (error: unknown) => {
    if (stopping.signal.aborted) process.exit(0);
    console.error(error instanceof Error && IN_WORDS.has(error.name) ? error.message : error);
    process.exit(1);
  },
);
