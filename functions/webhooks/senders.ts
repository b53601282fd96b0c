import { ConfigError } from '../../shared/config/config.ts';
import type { GenericSource, Sources } from '../../shared/webhook/generic-source.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { hmacSource } from './hmac/generic.ts';
import { providers } from './registry.ts';
import { standardSource } from './standard-webhooks/generic.ts';

/** Every provider by name: those that have a folder, and the senders that the config describes. Throws a ConfigError for one that cannot be. */
export function providersOf({ generic = {} }: Sources): Readonly<Record<string, Provider>> {
  const mistakes: string[] = [];
  const senders = Object.entries(generic).flatMap(([name, source]) => {
    if (Object.hasOwn(providers, name)) mistakes.push(`generic.${name}: is the name of a provider; choose another`);
    try {
      return [[name, senderOf(name, source)] as const];
    } catch (error) {
      mistakes.push(`generic.${name}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  });
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return { ...Object.fromEntries(senders), ...providers };
}

function senderOf(name: string, source: GenericSource): Provider {
  switch (source.scheme) {
    case 'standard-webhooks':
      return standardSource({ ...source, name });
    case 'hmac':
      return hmacSource({ ...source, name });
  }
}
