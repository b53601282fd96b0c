import { providers } from '../functions/webhooks/registry.ts';
import { ConfigError, type Settled } from '../shared/runtime/config.ts';

/** The providers that the config names. Throws a ConfigError for one that has no folder, with the nearest names that do. */
export function enabled({ providers: wanted }: Pick<Settled, 'providers'>): readonly string[] {
  const names = Object.keys(wanted);
  const unknown = names.filter((name) => !Object.hasOwn(providers, name));
  if (unknown.length > 0) throw new ConfigError(unknown.map(complaint));
  return names;
}

function complaint(name: string): string {
  const known = Object.keys(providers).toSorted((a, b) => distance(name, a) - distance(name, b));
  const [near] = known;
  const guess = near && distance(name, near) <= 3 ? `did you mean ${near}?` : `known are ${known.toSorted().join(', ')}`;
  return `providers.${name}: there is no such provider; ${guess}`;
}

/** Levenshtein's: how many letters differ. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, right] of [...b].entries()) {
      next.push(Math.min((row[j] ?? 0) + (left === right ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
