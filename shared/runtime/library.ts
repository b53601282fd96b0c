import { join } from 'node:path';

import { fromSource } from './command.ts';

/** Where functions/, shared/ and the rest stand; nothing is ever written here. */
export const LIBRARY = join(import.meta.dirname, '../..');

/** Where package.json stands. */
export const PACKAGE = fromSource ? LIBRARY : join(LIBRARY, '..');

/** The file to run or to bundle for a module, named as in the repository: `infra/app.ts`. */
export const moduleFile = (name: `${string}.ts`): string => join(LIBRARY, fromSource ? name : name.replace(/\.ts$/, '.js'));
