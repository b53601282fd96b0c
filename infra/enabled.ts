import { declared } from '../functions/webhooks/senders.ts';
import { bindingMistakes } from './binding-mistakes.ts';
import type { Config } from '../shared/config/config.ts';
import { ConfigError } from '../shared/config/config-error.ts';
import type { Project } from '../shared/config/project.ts';
import { meantOr } from '../shared/bunce/nearest.ts';
import { shown } from '../shared/config/mistakes.ts';
import { settingsMistakes } from '../shared/config/settings-check.ts';
import { namesIn } from '../shared/config/sound.ts';
import { settingsOf } from '../shared/webhook/generic-source.ts';
import type { Provider } from '../shared/webhook/provider.ts';

/** As much of a project as names its providers. */
export interface Enabling extends Pick<Project, 'ownProviders'> {
  readonly config: Pick<Config, 'providers' | 'generic'> & Partial<Pick<Config, 'events' | 'ownEvents'>>;
}

/**
 * The providers and senders that the config names, each as it wants them. Throws a ConfigError for one that cannot be, with the name that was
 * probably meant, for settings that it cannot take or lacks, and for bindings that nothing comes to.
 */
export function enabled({ config, ownProviders }: Enabling): readonly Provider[] {
  const { all, mistakes, sound } = declared({ config, ownProviders });
  const named = [...new Set([...namesIn(config.generic), ...namesIn(config.providers)])];
  const chosen = Object.fromEntries(named.map((name) => [name, Object.hasOwn(all, name) ? all[name]?.chosen : undefined]));
  const wrong = [
    ...mistakes,
    ...(named.length === 0 && config.providers !== undefined && mistakes.length === 0
      ? ['providers: expected one provider or sender at least, got none']
      : []),
    ...Object.entries(settingsOf(sound)).flatMap(([name, given]) => {
      const provider = Object.hasOwn(all, name) ? all[name]?.whole : undefined;
      if (provider) return settingsMistakes({ provider: { ...provider, name }, given, place: placeOf(name, sound) });
      return Object.hasOwn(sound.generic, name) ? [] : unknown(name, { is: given['is'], known: Object.keys(all) });
    }),
    ...bindingMistakes(sound, chosen),
  ];
  if (wrong.length > 0) throw new ConfigError(wrong);
  return Object.values(chosen).flatMap((provider) => provider ?? []);
}

const placeOf = (name: string, { generic = {} }: Pick<Config, 'generic'>): string =>
  Object.hasOwn(generic, name) ? `generic.${name}.settings` : `providers.${name}`;

function unknown(name: string, { is, known }: { readonly is: unknown; readonly known: readonly string[] }): readonly string[] {
  // Of another's name nothing is known: `declared` says so.
  if (typeof is === 'string') return [];
  if (is !== undefined) return [`providers.${name}.is: expected the name of a provider, such as 'paystack', got ${shown(is)}`];
  return [`providers.${name}: no such provider${meantOr(name, { known, all: 'there are' })}`];
}
