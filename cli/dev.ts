import { spawn } from 'node:child_process';

import type { Command } from 'commander';

import { moduleFile } from '../shared/runtime/library.ts';
import type { InProject } from './project.ts';

interface Options extends InProject {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

export function devCommand(program: Command): void {
  program
    .command('dev')
    .description('run the whole pipeline on this machine until Ctrl-C; PORT and BUNCE_PORT choose other ports than 8787 and 8788')
    .option('--quiet', 'do not print what becomes of webhooks')
    .option('--verbose', 'print all that the functions log')
    .action(dev);
}

const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A process of its own, which says when it is ready and ends by itself: this one hands signals on and ends as it does. */
function dev({ project, quiet, verbose }: Options): void {
  const words = ['--project', project().root, ...(quiet ? ['--quiet'] : []), ...(verbose ? ['--verbose'] : [])];
  const run = spawn(process.execPath, [moduleFile('cli/dev/main.ts'), ...words], { stdio: 'inherit' });
  for (const signal of STOPPING) process.on(signal, () => run.kill(signal));
  run.on('exit', (code) => process.exit(code ?? 1));
}
