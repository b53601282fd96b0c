import type { GivenSettings } from '../webhook/selection.ts';
import * as z from 'zod/mini';

import type { Provider } from '../webhook/provider.ts';
import { words } from './config.ts';
import { COMMON } from './selection-of.ts';
import { isSecretName, looksSecret } from './looks-secret.ts';
import { nearest } from '../bunce/nearest.ts';
import { isPlaceholder } from './placeholder.ts';
import { command } from '../runtime/command.ts';

/** A provider or sender of the config, and what stands there for it. */
export interface Configured {
  readonly provider: Pick<Provider, 'name' | 'settings' | 'lookup'>;
  /** Where in the config, such as `providers.paystack`. */
  readonly place: string;
  readonly given: GivenSettings;
}

/** All that is wrong with them, each with its place; a value that may be a secret is never in it. */
export function settingsMistakes({ provider, place, given }: Configured): readonly string[] {
  const schema = z.extend(provider.settings ?? z.strictObject({}), COMMON);
  const asked = { provider, known: Object.keys(schema.shape) };
  const own = Object.entries(Object(given) === given ? given : {}).flatMap(([key, value]) => {
    const mistake = mistakeIn({ key, value }, asked);
    return mistake === undefined ? [] : [[key, mistake] as const];
  });
  const told = new Set(own.map(([key]) => key));
  const others = (schema.safeParse(given, words).error?.issues ?? [])
    .filter(({ code, path: [key] }) => code !== 'unrecognized_keys' && !told.has(String(key)))
    .map(({ path, message }) => [path.join('.'), message] as const);
  return [...own, ...others].map(([key, mistake]) => [place, key].filter(Boolean).join('.') + `: ${mistake}`);
}

interface Setting {
  readonly key: string;
  readonly value: unknown;
}

interface Asked {
  readonly provider: Configured['provider'];
  readonly known: readonly string[];
}

function mistakeIn({ key, value }: Setting, { provider: { name, lookup }, known }: Asked): string | undefined {
  const strange = !known.includes(key);
  const secret = strange && (isSecretName(key) || Object.hasOwn(lookup?.credentials ?? {}, key));
  if (secret || looksSecret(value)) {
    return `a secret does not belong in the config, which is deployed in clear text; store it with "${command(`secrets set ${name}`)}"`;
  }
  if (strange && known.length === 0) return `no such setting; ${name} takes none`;
  if (strange) return `no such setting; did you mean ${nearest(key, known)}? ${name} takes ${known.join(', ')}`;
  return isPlaceholder(value) ? 'is empty or a placeholder: put your own value here' : undefined;
}
