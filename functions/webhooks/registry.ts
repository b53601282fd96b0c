import type { Provider } from '../../shared/webhook/provider.ts';
import * as registered from './index.ts';

/** Every provider, by name. Routes, secrets, functions, tests and docs follow from it. */
export const providers: Readonly<Record<string, Provider>> = registered;
