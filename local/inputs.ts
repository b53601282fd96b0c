import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import * as z from 'zod/mini';

import { LIBRARY } from '../shared/runtime/library.ts';

/** Function → the files that it is made of; what is installed is not among them. */
export type Inputs = ReadonlyMap<string, ReadonlySet<string>>;

const Metafile = z.object({
  inputs: z.record(z.string(), z.object({ imports: z.array(z.object({ path: z.string() })) })),
  outputs: z.record(z.string(), z.object({ entryPoint: z.optional(z.string()) })),
});

/** What esbuild says of its bundles: also files of which nothing was left in one. */
export function inputsIn(metafile: unknown): Inputs {
  const { inputs, outputs } = Metafile.parse(metafile);
  const importedBy = (key: string): readonly string[] => inputs[key]?.imports.map(({ path }) => path) ?? [];
  const bundles = Object.entries(outputs).flatMap(([file, { entryPoint }]) =>
    entryPoint === undefined ? [] : [[basename(dirname(file)), reachable(entryPoint, importedBy)] as const],
  );
  return new Map(bundles.map(([name, keys]) => [name, new Set(keys.flatMap(fileOf))]));
}

export function reachable(from: string, next: (key: string) => readonly string[]): readonly string[] {
  const seen = new Set([from]);
  for (const key of seen) for (const other of next(key)) if (!isInstalled(other)) seen.add(other);
  return [...seen];
}

const isInstalled = (key: string): boolean => key.includes('node_modules/');

/** What a plugin made up begins with a name of its own. */
function fileOf(key: string): readonly string[] {
  return /^[\w-]{2,}:/.test(key) ? [] : [realPath(join(LIBRARY, key))];
}

/** As the watcher names it too, whatever links lead there. */
export function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
