import { matchesAny } from '../bunce/pattern.ts';
import type { Duration } from '../runtime/duration.ts';
import type { Provider } from './provider.ts';

/** What the config may say of any provider, beside the provider's own settings. */
export type CommonSettings = {
  /** The built-in or own provider that this name is another one of: a second account, another shop. */
  readonly is?: string;
  /** Where the team's own id of the person stands: `metadata.user_id`. Without a value there nothing changes. */
  readonly customerId?: `metadata.${string}`;
  /** Keys of what the merchant attached that functions of the bindings read; those that a path names need not be listed. */
  readonly metadata?: readonly string[];
  /** Of the provider's event types these alone, or all but these; `*` stands for any characters. */
  readonly events?: Filter;
  /** Without a verified webhook for so long, from `1h` to `7d`, an alarm rings: the provider has fallen silent. `doctor --suggest-quiet` learns one. */
  readonly quiet?: Duration;
};

/** A provider's entry in the config, before anybody has checked it. */
export type GivenSettings = Readonly<Record<string, unknown>>;

export type Filter = { readonly only: readonly string[] } | { readonly except: readonly string[] };

/** What a receiver takes of its provider. */
export interface Selection extends Omit<CommonSettings, 'is' | 'quiet'> {
  /** Names of ours that no binding takes and that nobody is to hear of then. */
  readonly untold?: readonly string[];
  /** The family of events that counts. */
  readonly choice?: string | undefined;
}

/** The provider under its name in the config, with the events that are chosen there and no others. */
export function configured(provider: Provider, { name, selection }: Configuring): Provider {
  const chosen = ([type]: readonly [string, unknown]) => isChosen(type, { provider, selection });
  return { ...provider, name, events: Object.fromEntries(Object.entries(provider.events).filter(chosen)) };
}

interface Configuring {
  readonly name: string;
  readonly selection: Selection;
}

interface Choosing {
  readonly provider: Pick<Provider, 'choice'>;
  readonly selection: Selection;
}

/** Whether the config lets this event type count. */
export function isChosen(type: string, { provider: { choice }, selection: { events, choice: told = choice?.default } }: Choosing): boolean {
  const families = Object.entries(choice?.families ?? {});
  const isOfAnother = told !== undefined && families.some(([family, types]) => family !== told && types.includes(type));
  const isOfThis = families.some(([family, types]) => family === told && types.includes(type));
  if (isOfAnother && !isOfThis) return false;
  if (!events) return true;
  return 'only' in events ? matchesAny(type, events.only) : !matchesAny(type, events.except);
}
