import type { BuiltIn } from '../functions/webhooks/registry.ts';
import { type Config, defineConfig as define } from '../shared/config/config.ts';
import type { ProviderSettings } from '../shared/webhook/provider.ts';
import type { CommonSettings } from '../shared/webhook/selection.ts';

export { BUNCE_LIVE, BUNCE_SANDBOX, type Config, type StageConfig } from '../shared/config/config.ts';
export type { DeliverySettings } from '../shared/config/delivery-settings.ts';
export type { AttributeBindings, Bindings } from '../shared/bunce/binding.ts';
export type { EventName, EventProperties, TrackedEvent } from '../shared/bunce/event.ts';
export type { GenericSource } from '../shared/webhook/generic-source.ts';
export type { ProviderSettings } from '../shared/webhook/provider.ts';

/** By name, with the settings of each. */
type Enabled<Own extends string> = BuiltIn & { readonly [Name in Own]?: ProviderSettings & CommonSettings };

/** What `bunce-sync.config.ts` exports by default. `Own`: the names of the team's own providers, `defineConfig<'acme'>`. Checked at synth. */
export const defineConfig = <Own extends string = never>(
  config: Omit<Config, 'providers'> & { readonly providers: Enabled<NoInfer<Own>> },
): Config & { readonly providers: Enabled<Own> } => define<Enabled<Own>>(config);
