import { providersOf } from '../functions/webhooks/senders.ts';
import { bindingMistakes } from './binding-mistakes.ts';
import { type Config, ConfigError } from '../shared/config/config.ts';
import type { Project } from '../shared/config/project.ts';
import { bindingsSchema } from '../shared/bunce/binding-schema.ts';
import { nearest } from '../shared/bunce/nearest.ts';
import { settingsMistakes } from '../shared/config/settings-check.ts';
import { settingsOf } from '../shared/webhook/generic-source.ts';
import type { Provider } from '../shared/webhook/provider.ts';

/** As much of a project as names its providers. */
export interface Enabling extends Pick<Project, 'ownProviders'> {
  readonly config: Pick<Config, 'providers' | 'generic'> & Partial<Pick<Config, 'events' | 'ownEvents'>>;
}

/**
 * The providers and senders that the config names. Throws a ConfigError for one that cannot be, with the nearest name that can,
 * and for settings that it cannot take or lacks.
 */
export function enabled({ config, ownProviders }: Enabling): readonly string[] {
  const all = providersOf({ config, ownProviders });
  const wanted = Object.entries(settingsOf(config));
  const mistakes = wanted.flatMap(([name, given]) => {
    const provider = Object.hasOwn(all, name) ? all[name] : undefined;
    return provider ? settingsMistakes({ provider, given, place: placeOf(name, config) }) : [unknown(name, all)];
  });
  if (mistakes.length === 0)
    mistakes.push(
      ...mistakesOfBindings(
        config,
        wanted.map(([name]) => [name, all[name]] as const),
      ),
    );
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return wanted.map(([name]) => name);
}

/** Nothing of those that are no bindings at all: that is told by itself. */
function mistakesOfBindings(
  { events = {}, ownEvents }: Enabling['config'],
  named: readonly (readonly [string, Provider | undefined])[],
): readonly string[] {
  if (!bindingsSchema(ownEvents).safeParse(events).success) return [];
  return bindingMistakes(
    { events, ownEvents },
    Object.fromEntries(named.flatMap(([name, provider]) => (provider ? [[name, provider]] : []))),
  );
}

const placeOf = (name: string, { providers }: Pick<Config, 'providers'>): string =>
  Object.hasOwn(providers, name) ? `providers.${name}` : `generic.${name}.settings`;

function unknown(name: string, all: Readonly<Record<string, Provider>>): string {
  const known = Object.keys(all);
  return `providers.${name}: no such provider; did you mean ${nearest(name, known)}? There are ${known.join(', ')}`;
}
