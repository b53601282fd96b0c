import { ConfigError } from '../../shared/config/config.ts';
import type { Project } from '../../shared/config/project.ts';
import type { GenericSource, Sources } from '../../shared/webhook/generic-source.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { hmacSource } from './hmac/generic.ts';
import { providers } from './registry.ts';
import { standardSource } from './standard-webhooks/generic.ts';

/** What says which providers there are; a project does. */
export interface Declaring {
  readonly config: Sources;
  readonly ownProviders?: Project['ownProviders'];
}

/** Every provider by name: the built-in ones, a project's own, and the senders that its config describes. Throws a ConfigError for one that cannot be. */
export function providersOf({ config: { generic = {} }, ownProviders = {} }: Declaring): Readonly<Record<string, Provider>> {
  const mistakes = Object.keys(ownProviders).flatMap((name) =>
    Object.hasOwn(providers, name) ? `providers/${name}: is the name of a built-in provider; choose another` : [],
  );
  const own = Object.entries(ownProviders).map(([name, { provider }]) => [name, provider] as const);
  const senders = Object.entries(generic).flatMap(([name, source]) => {
    if (Object.hasOwn(providers, name) || Object.hasOwn(ownProviders, name))
      mistakes.push(`generic.${name}: is the name of a provider; choose another`);
    try {
      return [[name, senderOf(name, source)] as const];
    } catch (error) {
      mistakes.push(`generic.${name}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  });
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return { ...Object.fromEntries([...senders, ...own]), ...providers };
}

function senderOf(name: string, source: GenericSource): Provider {
  switch (source.scheme) {
    case 'standard-webhooks':
      return standardSource({ ...source, name });
    case 'hmac':
      return hmacSource({ ...source, name });
  }
}
