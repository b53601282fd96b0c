import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TestProject } from 'vitest/node';

import { project } from '../project.ts';
import { synthesize } from '../../local/synth.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    assembly: string;
  }
}

/** One cloud assembly for every test that runs the whole stack. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'bunce-sync-whole-'));
  await synthesize({ directory, project, signal: new AbortController().signal, code: 'bundled' });
  provide('assembly', directory);
  return async () => rm(directory, { recursive: true, force: true });
}
