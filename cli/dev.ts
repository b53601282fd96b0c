import { spawn } from 'node:child_process';

import type { Command } from 'commander';

import { moduleFile } from '../shared/runtime/library.ts';
import type { InProject } from './project.ts';

interface Options extends InProject {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly keep?: boolean;
  readonly inspect?: string;
}

export function devCommand(program: Command): void {
  program
    .command('dev')
    .description('run the whole pipeline on this machine until Ctrl-C; PORT and BUNCE_PORT choose other ports than 8787 and 8788')
    .option('--quiet', 'do not print what becomes of webhooks')
    .option('--verbose', 'print all that the functions log')
    .option('--keep', "keep queue, table and Bunce's simulator for the next start, in .bunce-sync/")
    .option('--inspect <function>', 'let a debugger at the receiver of this provider, at the consumer, or at what reconciles (reconcile)')
    .action(dev);
}

const FLAGS = ['quiet', 'verbose', 'keep'] as const;
const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A process of its own, which says when it is ready and ends by itself: this one hands signals on and ends as it does. */
function dev({ project, inspect, ...options }: Options): void {
  const flags = FLAGS.flatMap((name) => (options[name] ? [`--${name}`] : []));
  const words = ['--project', project().root, ...flags, ...(inspect === undefined ? [] : ['--inspect', inspect])];
  const run = spawn(process.execPath, [moduleFile('cli/dev/main.ts'), ...words], { stdio: 'inherit' });
  for (const signal of STOPPING) process.on(signal, () => run.kill(signal));
  run.on('exit', (code) => process.exit(code ?? 1));
}
