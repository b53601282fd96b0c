import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ConfigError } from './config-error.ts';

const ENDINGS = ['ts', 'mts', 'js', 'mjs'] as const;

/** The file of that name in a folder, in TypeScript or JavaScript. */
export const moduleIn = (folder: string, name: string): string | undefined =>
  ENDINGS.map((ending) => join(folder, `${name}.${ending}`)).find((file) => existsSync(file));

/** What a file exports, at once and without a build. Throws a ConfigError in which stands why it cannot be loaded. */
export function loadModule(file: string): unknown {
  try {
    return createRequire(import.meta.url)(file);
  } catch (error) {
    throw new ConfigError([`${file} cannot be loaded: ${reasonOf(error)}`]);
  }
}

/** A package that says nothing, or "commonjs", may hold ESM under another ending only. */
function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return /outside a module|token 'export'/.test(reason) ? `${reason}: set "type": "module" in package.json, or name it .mts` : reason;
}
