import { spawnSync } from 'node:child_process';
import { extname, join } from 'node:path';

import * as z from 'zod/mini';

import type { Code } from './bundle.ts';

/** What to bundle, as text for another process. */
export const Order = z.object({
  /** Of the project. */
  root: z.string(),
  names: z.array(z.string()),
  stage: z.string(),
  catalogue: z.optional(z.string()),
  outdir: z.optional(z.string()),
});
export type Order = z.infer<typeof Order>;

const Folders = z.record(z.string(), z.string());

/** A construct cannot wait and esbuild's plugins have to be waited for: a process of its own bundles meanwhile. */
export function bundleNow(order: Order): Code {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, parametersOf(order), { encoding: 'utf8' });
  if (error || status !== 0) throw new Error(`the functions cannot be bundled: ${error?.message ?? stderr.trim()}`);
  process.stderr.write(stderr);
  const folders = foldersIn(stdout);
  return (name) => folders[name] ?? '';
}

/** Of a Node that bundles, says the folder of each function, and ends; what is wrong is on its stderr. */
export const parametersOf = (order: Order): string[] => ['--disable-warning=ExperimentalWarning', SCRIPT, JSON.stringify(order)];

/** What that Node says: function → folder. */
export const foldersIn = (said: string): z.infer<typeof Folders> => Folders.parse(JSON.parse(said));

/** Of the sources, or of what they were built to: both end as this file does. */
const SCRIPT = join(import.meta.dirname, `bundle-process${extname(import.meta.filename)}`);
