import { once } from 'node:events';
import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Command } from 'commander';

import type { LogLine } from '../../local/lambda/environment.ts';
import type { Answered } from '../../local/answering.ts';
import type { Reload } from '../../local/reload/reload.ts';
import { START } from '../../shared/runtime/command.ts';
import { whenOrphaned } from '../../local/parent.ts';
import { limitStop } from '../../local/stop-limit.ts';
import { UsageError } from '../usage.ts';
import { type RunOptions, withRunOptions } from './options.ts';

/** Errors whose message says all, such as a port in use, and how a run ends by them. */
const IN_WORDS: Readonly<Record<string, number>> = {
  PortInUse: 1,
  SynthFailed: 1,
  ConfigError: 1,
  KeptInUse: 1,
  BrokenLock: 1,
  BrokenSecrets: 1,
  NoProject: 2,
  UsageError: 2,
  UnknownFunction: 2,
};

interface Options extends RunOptions {
  readonly project?: string;
}

const optionsIn = (words: readonly string[]): Options =>
  withRunOptions(new Command(START))
    .option('--project <folder>', 'the folder of bunce-sync.config.ts; default: the nearest that has one, from here upwards')
    .showHelpAfterError('(--help shows what it takes)')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .parse(words)
    .opts<Options>();

/** `npm start`: the synthesized stack of a project on this machine, until Ctrl-C. */
async function main(options: Options, signal: AbortSignal): Promise<void> {
  const { keep: isKept = false, verbose, quiet } = options;
  // For this process, once its modules load below, and for the synth: a second less from the second start on.
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache');
  enableCompileCache();
  // The embedded servers make Node warn of its own unfinished parts; nobody here can act on it.
  process.removeAllListeners('warning');
  const [
    { startWatchedRun },
    { announceRun, cliAt },
    { ownSecretsOf },
    { readable },
    { compact },
    { findProject, loadProject },
    { keep },
    { lookingUp },
  ] = await Promise.all([
    import('./watched-run.ts'),
    import('../../local/run-file.ts'),
    import('../../local/own-secrets.ts'),
    import('../../local/print.ts'),
    import('../../local/compact.ts'),
    import('../../shared/config/project.ts'),
    import('../../local/kept.ts'),
    import('../../local/lookups.ts'),
  ]);
  const project = options.project === undefined ? findProject(process.cwd()) : loadProject(options.project);
  const port = portFrom('PORT', 8787);
  let gateway = `http://127.0.0.1:${port}`;
  const run = await startWatchedRun({
    project,
    port,
    buncePort: portFrom('BUNCE_PORT', 8788),
    signal,
    ownSecrets: ownSecretsOf(project),
    everyProvider: true,
    ...(isKept && { kept: keep(project) }),
    environment: { POWERTOOLS_LOG_LEVEL: process.env['POWERTOOLS_LOG_LEVEL'] ?? 'DEBUG' },
    ...(quiet ? {} : printing(verbose ? readable : compact({ cli: () => cliAt(gateway), lookingUp: lookingUp(project) }))),
  });
  gateway = run.gateway;
  const { announce, announceDebugger } = await import('./announce.ts');
  const { leftIn, farewell } = await import('./farewell.ts');
  const withdraw = await announceRun(project, run);
  let following: Reload | undefined;
  try {
    if (options.inspect !== undefined) await announceDebugger(options.inspect, run);
    announce(run, project);
    const { followSources } = await import('../../local/reload/reload.ts');
    following = followSources({ run, project, tell: (line) => (console.log(line), run.sourcesChanged()) });
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await withdraw();
    await following?.stop();
    const left = await leftIn(run);
    await run.stop();
    console.log(farewell(left, isKept));
  }
}

const printing = (textOf: (line: LogLine) => string | undefined) => ({
  onLine(line: LogLine) {
    const text = textOf(line);
    if (text !== undefined) console.log(text);
  },
  onAnswer({ routeKey, status, asked }: Answered) {
    if (routeKey === '-' && status < 500) console.log(`${status} ${asked}: nobody's address; a webhook is a POST to /webhooks/<provider>`);
  },
});

function portFrom(variable: string, fallback: number): number {
  const port = Number(process.env[variable] ?? fallback);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`${variable} must be a port number, not ${process.env[variable]}`);
}

const stopping = new AbortController();
const stop = (): void => {
  stopping.abort();
  limitStop();
};
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
whenOrphaned(stop);

await main(optionsIn(process.argv), stopping.signal).then(
  () => process.exit(0),
  (error: unknown) => {
    if (stopping.signal.aborted) process.exit(0);
    const code = error instanceof Error ? IN_WORDS[error.name] : undefined;
    console.error(code === undefined || !(error instanceof Error) ? error : error.message);
    process.exit(code ?? 1);
  },
);
