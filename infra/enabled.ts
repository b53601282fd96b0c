import { providers } from '../functions/webhooks/registry.ts';
import { ConfigError, type Settled } from '../shared/runtime/config.ts';
import { nearest } from '../shared/runtime/nearest.ts';

/** The providers that the config names. Throws a ConfigError for one that has no folder, with the nearest name that has. */
export function enabled({ providers: wanted }: Pick<Settled, 'providers'>): readonly string[] {
  const known = Object.keys(providers);
  const unknown = Object.keys(wanted).filter((name) => !Object.hasOwn(providers, name));
  if (unknown.length === 0) return Object.keys(wanted);
  throw new ConfigError(
    unknown.map((name) => `providers.${name}: no such provider; did you mean ${nearest(name, known)}? There are ${known.join(', ')}`),
  );
}
