import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

/** A folder outside the repository, gone with the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-init-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
