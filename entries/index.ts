import type { BuiltIn } from '../functions/webhooks/registry.ts';
import type { Bindings } from '../shared/bunce/binding.ts';
import type { NoEvents, OwnEvents } from '../shared/bunce/own-events.ts';
import { type Config, defineConfig as define } from '../shared/config/config.ts';
import type { GenericRules } from '../shared/webhook/generic.ts';
import type { GenericSource } from '../shared/webhook/generic-source.ts';
import type { ProviderSettings } from '../shared/webhook/provider.ts';
import type { CommonSettings, Filter } from '../shared/webhook/selection.ts';

export { BUNCE_LIVE, BUNCE_SANDBOX } from '../shared/bunce/hosts.ts';
export type { Config, StageConfig } from '../shared/config/config.ts';
export type { Delivery } from '../shared/config/delivery-settings.ts';
export type { Duration } from '../shared/runtime/duration.ts';
export type { AttributeBindings, Binding, Bindings, BoundTo, Origin, Where } from '../shared/bunce/binding.ts';
export type { EventName, EventProperties, TrackedEvent } from '../shared/bunce/event.ts';
export type { OwnEvents, OwnProperties } from '../shared/bunce/own-events.ts';
export type { GenericSource } from '../shared/webhook/generic-source.ts';
export type { ProviderSettings } from '../shared/webhook/provider.ts';
export type { CommonSettings } from '../shared/webhook/selection.ts';

type OwnSettings = CommonSettings & Readonly<Record<string, ProviderSettings[string] | readonly string[] | Filter | undefined>>;

/** By name, with the settings of each. */
type Enabled<Own extends string> = BuiltIn & { readonly [Name in Own]?: OwnSettings };

/** Another of a built-in provider, with its settings, or of an own one. */
type Another = { readonly [Name in keyof BuiltIn]: { readonly is: Name } & BuiltIn[Name] }[keyof BuiltIn] & object;

/** No name but those of providers; any other must say what it `is`. */
type Known<Given, Own extends string> = {
  readonly [Name in keyof Given]: Name extends keyof BuiltIn
    ? BuiltIn[Name]
    : Name extends Own
      ? OwnSettings
      : Another | { readonly is: Own };
};

/** What the settings list of what merchants attach: the keys that functions may read. */
type KeysOf<Given> = {
  [Name in keyof Given]: ListIn<NonNullable<Given[Name]>>;
}[keyof Given] &
  string;

type ListIn<Settings> = 'metadata' extends keyof Settings ? NonNullable<Settings['metadata'] & readonly unknown[]>[number] : never;

interface Typed<Own extends string, Events extends OwnEvents, Given> extends Omit<
  Config,
  'providers' | 'events' | 'ownEvents' | 'generic'
> {
  readonly providers: Given & Known<NoInfer<Given>, NoInfer<Own>>;
  /** Events of the team's own, beside the built-in ones: name → property → `text`, `number`, `money` or `time`. */
  readonly ownEvents?: Events;
  /** Senders that have no provider of their own, each under a name of its own. */
  readonly generic?: Readonly<Record<string, GenericSource<GenericRules<NoInfer<Events>>>>>;
  /** What happened → the event in Bunce. */
  readonly events: Bindings<NoInfer<Events>, KeysOf<NoInfer<Given>>>;
}

/**
 * What `bunce-sync.config.ts` exports by default. `Own`: the names of the team's own providers, `defineConfig<'acme'>`, and beside them, as the
 * compiler infers all of its parameters or none, `typeof ownEvents`. Checked at synth.
 */
export const defineConfig = <
  Own extends string = never,
  const Events extends OwnEvents = NoEvents,
  const Given extends Enabled<Own> = Enabled<Own>,
>(
  config: Typed<Own, Events, Given>,
): Config => define(config);
