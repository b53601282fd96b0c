import { fileURLToPath } from 'node:url';

import { buildStack, type Stack, type StackOptions } from '../../local/load/stack.ts';
import config from './config.ts';

/** With this suite's own config. */
export const chaosStack = async (options: Omit<StackOptions, 'config'>): Promise<Stack> =>
  buildStack({ ...options, config: { config, file: fileURLToPath(new URL('./config.ts', import.meta.url)) } });
