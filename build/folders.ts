import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

/** All that is published, beside the pages at the root. */
export const DIST = join(ROOT, 'dist');
