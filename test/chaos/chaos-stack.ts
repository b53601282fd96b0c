import { fileURLToPath } from 'node:url';

import { buildStack, type Stack, type StackOptions } from '../../local/load/stack.ts';
import { project } from '../project.ts';
import config from './config.ts';
import { later } from './later.ts';

/** With this suite's own config, and a later version to deploy. */
export const chaosStack = async (options: Omit<StackOptions, 'project'>): Promise<Stack> =>
  buildStack({
    later,
    ...options,
    project: { ...project, config, configFile: fileURLToPath(new URL('./config.ts', import.meta.url)) },
  });
