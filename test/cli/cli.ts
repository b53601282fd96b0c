import { spawn } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../cli/main.ts');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Run {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The command line as a user runs it: a process of its own. */
export const cli = async (parameters: readonly string[], { input = '', environment = {} }: Run = {}): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [MAIN, ...parameters], { env: { ...process.env, NODE_NO_WARNINGS: '1', ...environment } });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
    child.on('close', (code) => resolve({ code: code ?? 1, ...said }));
    child.stdin.end(input);
  });
