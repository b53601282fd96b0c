import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import * as z from 'zod/mini';

import type { Code } from './bundle.ts';

/** What to bundle, as text for another process. */
export const Order = z.object({
  /** Of the project. */
  root: z.string(),
  names: z.array(z.string()),
  stage: z.string(),
  catalogue: z.optional(z.string()),
});
export type Order = z.infer<typeof Order>;

const Folders = z.record(z.string(), z.string());

/** A construct cannot wait and esbuild's plugins have to be waited for: a process of its own bundles meanwhile. */
export function bundleNow(order: Order): Code {
  const script = fileURLToPath(new URL('bundle-process.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, JSON.stringify(order)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the functions cannot be bundled:\n${stderr.trim()}`);
  const folders = Folders.parse(JSON.parse(stdout));
  return (name) => folders[name] ?? '';
}
