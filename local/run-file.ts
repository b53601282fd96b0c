import { join } from 'node:path';

import { type Project, workFolder } from '../shared/config/project.ts';

/** Where the CLI finds the run of a project that is up behind this port. */
export const runFile = (project: Pick<Project, 'root'>, port: string): string => join(workFolder(project), `run-${port}.json`);
