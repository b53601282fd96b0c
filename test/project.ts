import { join } from 'node:path';

import { loadProject } from '../shared/config/project.ts';

/** The one at the repository's root. */
export const project = loadProject(join(import.meta.dirname, '..'));
