import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The path of the packed package. */
    tarball: string;
  }
}

const ROOT = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** Built and packed once, as `npm publish` would, for every test of the package. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'bunce-sync-packed-'));
  await run(process.execPath, ['build/main.ts'], { cwd: ROOT });
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT });
  const [tarball = ''] = await readdir(folder);
  provide('tarball', join(folder, tarball));
  return async () => rm(folder, { recursive: true, force: true });
}
