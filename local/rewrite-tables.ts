import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ClassicLevel } from 'classic-level';

import { unlimited } from './stop-limit.ts';

/** Entries that are written in one go. */
const AT_ONCE = 1000;

/** Puts what the table server kept in a folder into new files: the old ones, also when compacted, hold what was overwritten or deleted. */
export async function rewriteTables(folder: string): Promise<void> {
  const [fresh, old] = [`${folder}.new`, `${folder}.old`];
  if (existsSync(old) && !isKept(folder)) replace(folder, old);
  if (!isKept(folder)) return;
  rmSync(fresh, { recursive: true, force: true });
  await unlimited('writing the kept table anew, without what was deleted', async () => copy(folder, fresh));
  replace(old, folder);
  replace(folder, fresh);
  rmSync(old, { recursive: true });
}

const isKept = (folder: string): boolean => existsSync(join(folder, 'CURRENT'));

function replace(folder: string, by: string): void {
  rmSync(folder, { recursive: true, force: true });
  renameSync(by, folder);
}

const AS_BYTES = { keyEncoding: 'buffer', valueEncoding: 'buffer' } as const;

async function copy(from: string, to: string): Promise<void> {
  const [source, target] = [new ClassicLevel<Buffer, Buffer>(from, AS_BYTES), new ClassicLevel<Buffer, Buffer>(to, AS_BYTES)];
  const entries = source.iterator();
  for (let some = await entries.nextv(AT_ONCE); some.length > 0; some = await entries.nextv(AT_ONCE))
    await target.batch(some.map(([key, value]) => ({ type: 'put', key, value })));
  await entries.close();
  await Promise.all([source.close(), target.close()]);
}
