import { spawn } from 'node:child_process';

import type { Command } from 'commander';

import { moduleFile } from '../shared/runtime/library.ts';
import { type RunOptions, withRunOptions } from './dev/options.ts';
import type { InProject } from './project.ts';

export const devCommand = (program: Command): void => void withRunOptions(program.command('dev')).action(dev);

const FLAGS = ['quiet', 'verbose', 'keep'] as const;
const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A process of its own, which says when it is ready and ends by itself: this one hands signals on and ends as it does. */
function dev({ project, inspect, ...options }: RunOptions & InProject): void {
  const flags = FLAGS.flatMap((name) => (options[name] ? [`--${name}`] : []));
  const words = ['--project', project().root, ...flags, ...(inspect === undefined ? [] : ['--inspect', inspect])];
  const run = spawn(process.execPath, [moduleFile('cli/dev/main.ts'), ...words], { stdio: 'inherit' });
  for (const signal of STOPPING) process.on(signal, () => run.kill(signal));
  run.on('exit', (code) => process.exit(code ?? 1));
}
