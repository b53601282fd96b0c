import type * as z from 'zod/mini';

import type { Provider } from '../../shared/webhook/provider.ts';
import type { SettingsSchema } from '../../shared/webhook/provider-settings.ts';
import type { CommonSettings } from '../../shared/webhook/selection.ts';
import * as registered from './index.ts';

/** Every provider, by name. Routes, secrets, functions, tests and docs follow from it. */
export const providers: Readonly<Record<string, Provider>> = registered;

/** What each of them may be given under `providers` in the config; what any provider may be given where it declares nothing. For `defineConfig<BuiltIn>`. */
export type BuiltIn = { readonly [Name in keyof typeof registered]?: SettingsOf<(typeof registered)[Name]> & CommonSettings };

type SettingsOf<Registered> =
  Registered extends Provider<infer Settings> ? (SettingsSchema extends Settings ? unknown : z.input<Settings>) : never;
