import { fileURLToPath } from 'node:url';

import { buildStack, type Stack, type StackOptions } from '../../local/load/stack.ts';
import config from './config.ts';
import { later } from './later.ts';

/** With this suite's own config, and a later version to deploy. */
export const chaosStack = async (options: Omit<StackOptions, 'config'>): Promise<Stack> =>
  buildStack({ later, ...options, config: { config, file: fileURLToPath(new URL('./config.ts', import.meta.url)) } });
