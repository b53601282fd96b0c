import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { moduleFile } from '../../shared/runtime/library.ts';
import { Built, type Order } from './order.ts';

/** The project as it stands now cannot run; the message says why. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
}

export interface Builder {
  /** Throws an Unusable. */
  build(order: Order): Promise<Built>;
  close(): void;
}

/** Has a process waiting that has loaded all but the project: half of the time from a change to its code. */
export function startBuilder(): Builder {
  let waiting: ChildProcess | undefined = startNode([moduleFile('local/reload/build-process.ts')]);
  let isClosed = false;
  return {
    async build(order) {
      const child = waiting?.exitCode === null ? waiting : startNode([moduleFile('local/reload/build-process.ts')]);
      waiting = undefined;
      try {
        await endOf(child, JSON.stringify(order));
      } finally {
        waiting = isClosed ? undefined : startNode([moduleFile('local/reload/build-process.ts')]);
      }
      return Built.parse(JSON.parse(await readFile(join(order.outdir, 'built.json'), 'utf8')));
    },
    close() {
      isClosed = true;
      waiting?.kill();
    },
  };
}

/** It ends when what it reads from ends, and so with whoever started it. */
export const startNode = (words: readonly string[], env: NodeJS.ProcessEnv = process.env): ChildProcess =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...words], { env, stdio: ['pipe', 'ignore', 'pipe'] });

/** Gives it this to read; what it complains of when it fails becomes an Unusable. */
export async function endOf(child: ChildProcess, input: string): Promise<void> {
  const exited: Promise<unknown[]> = once(child, 'exit');
  child.stdin?.end(input);
  const [complaints, [code]] = await Promise.all([child.stderr ? text(child.stderr) : '', exited]);
  if (code !== 0) throw new Unusable(complaints.trim() || `it ends with ${String(code)}`);
}
