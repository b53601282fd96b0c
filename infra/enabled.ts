import { providers } from '../functions/webhooks/registry.ts';
import { ConfigError, type Settled } from '../shared/runtime/config.ts';
import { distance, nearest } from '../shared/runtime/nearest.ts';

/** The providers that the config names. Throws a ConfigError for one that has no folder, with the nearest names that do. */
export function enabled({ providers: wanted }: Pick<Settled, 'providers'>): readonly string[] {
  const names = Object.keys(wanted);
  const unknown = names.filter((name) => !Object.hasOwn(providers, name));
  if (unknown.length > 0) throw new ConfigError(unknown.map(complaint));
  return names;
}

function complaint(name: string): string {
  const known = Object.keys(providers);
  const near = nearest(name, known);
  const guess = near && distance(name, near) <= 3 ? `did you mean ${near}?` : `known are ${known.toSorted().join(', ')}`;
  return `providers.${name}: there is no such provider; ${guess}`;
}
