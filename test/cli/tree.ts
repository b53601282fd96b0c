import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';

import { onTestFinished } from 'vitest';

import type { Ran } from './cli.ts';

const ROOT = join(import.meta.dirname, '../..');
const LEFT = new Set(['.git', 'node_modules', 'dist', 'cdk.out', '.bunce-sync', 'coverage']);

/** A copy of the project that a test may change. */
export interface Tree {
  readonly root: string;
  /** A program of node_modules/.bin, `node` or `git`, run in the copy. */
  run(program: string, ...parameters: readonly string[]): Promise<Ran>;
}

export function copyOfTree(): Tree {
  const root = mkdtempSync(join(tmpdir(), 'bunce-sync-tree-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync(ROOT, root, { recursive: true, filter: (path) => path === ROOT || !LEFT.has(basename(path)) });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return { root, run: async (program, ...parameters) => ran([program, ...parameters], root) };
}

async function ran([program = '', ...parameters]: readonly string[], cwd: string): Promise<Ran> {
  const PATH = `${join(cwd, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`;
  const child = spawn(program, parameters, { cwd, env: { ...process.env, PATH, NODE_NO_WARNINGS: '1', NO_COLOR: '1' } });
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1))),
  ]);
  return { code, stdout, stderr };
}
