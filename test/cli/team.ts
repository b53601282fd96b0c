import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** A folder outside the repository, gone with the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-init-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** As `npm install` would leave it, but for the copies. */
export function install(folder: string): void {
  const home = join(folder, 'node_modules/bunce-sync');
  mkdirSync(home, { recursive: true });
  const entry = (name: string): string => `./entries/${name}.ts`;
  const exported = { '.': entry('index'), './testing': entry('testing') };
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'bunce-sync', type: 'module', exports: exported }));
  symlinkSync(join(ROOT, 'entries'), join(home, 'entries'));
  for (const name of ['vitest', '@types']) symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
}
