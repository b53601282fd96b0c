import { nearest } from '../../shared/bunce/nearest.ts';
import { type Config, ConfigError } from '../../shared/config/config.ts';
import { commonSettings, selectionOf } from '../../shared/config/selection-of.ts';
import type { Project } from '../../shared/config/project.ts';
import { type GenericSource, settingsOf } from '../../shared/webhook/generic-source.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { configured } from '../../shared/webhook/selection.ts';
import { hmacSource } from './hmac/generic.ts';
import { providers } from './registry.ts';
import { standardSource } from './standard-webhooks/generic.ts';

/** What says which providers there are; a project does. */
export interface Declaring {
  readonly config: Partial<Pick<Config, 'generic' | 'providers' | 'events' | 'ownEvents'>>;
  readonly ownProviders?: Project['ownProviders'];
}

type Named = Readonly<Record<string, Provider>>;

/**
 * Every provider by name, each as the config wants it: the built-in ones, a project's own, the senders that its config describes, and others
 * of any of them under a name of the config. Throws a ConfigError for one that cannot be.
 */
export function providersOf({ config, ownProviders = {} }: Declaring): Named {
  const { generic = {}, providers: enabled = {} } = config;
  const own = Object.fromEntries(Object.entries(ownProviders).map(([name, { provider }]) => [name, provider]));
  const [senders, mistakes] = sendersIn(config, { ...own, ...providers });
  const all: Named = { ...senders, ...own, ...providers };
  mistakes.push(...Object.keys(own).flatMap((name) => (Object.hasOwn(providers, name) ? `providers/${name}: ${TAKEN}` : [])));
  mistakes.push(...Object.entries(enabled).flatMap(([name, given]) => mistakeIn(name, { is: commonSettings(given).is, all }) ?? []));
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  const given = Object.entries(settingsOf({ generic, providers: enabled })).map(([name, settings]) => {
    const provider = all[commonSettings(settings).is ?? name];
    return provider ? [[name, configured(provider, { name, selection: selectionOf(settings, { ...config, name }) })] as const] : [];
  });
  return { ...all, ...Object.fromEntries(given.flat()) };
}

const TAKEN = 'is the name of a built-in provider; choose another';

function sendersIn({ generic = {}, ownEvents }: Declaring['config'], taken: Named): readonly [Named, string[]] {
  const mistakes: string[] = [];
  const senders = Object.entries(generic).flatMap(([name, source]) => {
    if (Object.hasOwn(taken, name)) mistakes.push(`generic.${name}: is the name of a provider; choose another`);
    try {
      return [[name, senderOf(source, { name, ownEvents })] as const];
    } catch (error) {
      mistakes.push(`generic.${name}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  });
  return [Object.fromEntries(senders), mistakes];
}

/** Another of a provider, under a name that is nobody's. */
function mistakeIn(name: string, { is, all }: { readonly is: string | undefined; readonly all: Named }): string | undefined {
  if (is === undefined) return undefined;
  if (Object.hasOwn(all, name)) return `providers.${name}.is: ${name} ${TAKEN}`;
  if (Object.hasOwn(all, is)) return undefined;
  return `providers.${name}.is: no provider is called ${is}; did you mean ${nearest(is, Object.keys(all))}?`;
}

function senderOf(source: GenericSource, named: Pick<Config, 'ownEvents'> & { readonly name: string }): Provider {
  switch (source.scheme) {
    case 'standard-webhooks':
      return standardSource({ ...source, ...named });
    case 'hmac':
      return hmacSource({ ...source, ...named });
  }
}
