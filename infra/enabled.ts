import { providersOf } from '../functions/webhooks/senders.ts';
import { type Config, ConfigError } from '../shared/runtime/config.ts';
import { nearest } from '../shared/runtime/nearest.ts';
import { settingsOf } from '../shared/webhook/generic-source.ts';

/** The providers and senders that the config names. Throws a ConfigError for one that cannot be, with the nearest name that can. */
export function enabled(config: Pick<Config, 'providers' | 'generic'>): readonly string[] {
  const all = providersOf(config);
  const [known, wanted] = [Object.keys(all), Object.keys(settingsOf(config))];
  const unknown = wanted.filter((name) => !Object.hasOwn(all, name));
  if (unknown.length === 0) return wanted;
  throw new ConfigError(
    unknown.map((name) => `providers.${name}: no such provider; did you mean ${nearest(name, known)}? There are ${known.join(', ')}`),
  );
}
