import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { fromSource } from './command.ts';

/** Where functions/, shared/ and the rest stand; nothing is ever written here. */
export const LIBRARY = join(import.meta.dirname, '../..');

/** Where package.json stands. */
export const PACKAGE = fromSource ? LIBRARY : join(LIBRARY, '..');

/** The file to run or to bundle for a module, named as in the repository: `infra/app.ts`. */
export const moduleFile = (name: `${string}.ts`): string => join(LIBRARY, fromSource ? name : name.replace(/\.ts$/, '.js'));

const Versions = z.record(z.string(), z.string());
const Manifest = z.object({ version: z.string(), homepage: z.string(), dependencies: Versions, devDependencies: Versions });

/** What stands in package.json. */
export const manifest = (): z.infer<typeof Manifest> => Manifest.parse(JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')));

export const packageVersion = (): string => manifest().version;

/** Where alarms lead unless the config says otherwise. */
export const runbook = (): string => `${manifest().homepage}/blob/main/docs/operations.md`;
