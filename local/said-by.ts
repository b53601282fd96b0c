import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

interface Starting {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** What a Node with these parameters says until it ends, and what it complains of. Rejects where it is aborted. */
export async function saidBy(parameters: readonly string[], starting: Starting) {
  const child = spawn(process.execPath, parameters, { ...starting, stdio: ['ignore', 'pipe', 'pipe'], killSignal: 'SIGKILL' });
  const exited: Promise<unknown[]> = once(child, 'exit');
  const [complaints, said, [code]] = await Promise.all([text(child.stderr), text(child.stdout), exited]);
  return { said, complaints, isWell: code === 0 };
}
