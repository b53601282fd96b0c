import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

import { loadProject, type Project } from '../../shared/config/project.ts';
import config from './config.ts';

/** That of the repository, with the config of the day. */
export const project: Project = {
  ...loadProject(join(import.meta.dirname, '../..')),
  config,
  configFile: fileURLToPath(new URL('./config.ts', import.meta.url)),
};
