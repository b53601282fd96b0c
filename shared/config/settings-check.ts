import type { GivenSettings } from '../webhook/selection.ts';
import * as z from 'zod/mini';

import type { Provider } from '../webhook/provider.ts';
import { commonMistakes, commonOf } from './common-check.ts';
import { lineOf, type Mistake, mistakesBy } from './mistakes.ts';
import { COMMON } from './selection-of.ts';
import { looksSecret } from './looks-secret.ts';
import { didYouMean } from '../bunce/nearest.ts';
import { isPlaceholder } from './placeholder.ts';

/** A provider or sender of the config, and what stands there for it. */
export interface Configured {
  /** With all its events. */
  readonly provider: Pick<Provider, 'name' | 'settings' | 'lookup' | 'metadata' | 'choice' | 'events'>;
  /** Where in the config, such as `providers.paystack`. */
  readonly place: string;
  readonly given: GivenSettings;
}

/** All that is wrong with them, each with its place; a value that may be a secret is never in it. */
export function settingsMistakes({ provider, place, given }: Configured): readonly string[] {
  const [common, own] = [true, false].map((which) =>
    Object.fromEntries(Object.entries(given).filter(([key]) => Object.hasOwn(COMMON, key) === which)),
  );
  const at = place.split('.');
  return [...ownMistakes(provider, own ?? {}), ...commonMistakes(provider, common ?? {})].map((mistake) =>
    lineOf({ ...mistake, path: [...at, ...mistake.path] }),
  );
}

function ownMistakes(provider: Configured['provider'], given: GivenSettings): readonly Mistake[] {
  const unfit = Object.entries(given).filter(([, value]) => looksSecret(value) || isPlaceholder(value));
  const others = mistakesBy(provider.settings ?? z.strictObject({}), given).filter(
    ({ path: [key], unknown }) => unknown || !unfit.some(([name]) => name === key),
  );
  return [
    ...unfit
      .filter(([key]) => !others.some(({ path, unknown }) => unknown && path[0] === key))
      .map(([key, value]) => ({ path: [key], value, text: 'is empty or a placeholder: put your own value here' })),
    ...others.map((mistake) => (mistake.unknown ? unknownSetting(provider, mistake) : mistake)),
  ];
}

function unknownSetting(provider: Configured['provider'], mistake: Mistake): Mistake {
  const key = String(mistake.path[0]);
  if (key === 'choice') return { ...mistake, text: `no such setting; ${provider.name} has no families of events to choose from` };
  const [own, common] = [Object.keys(provider.settings?.shape ?? {}), commonOf(provider)];
  const takes = `${provider.name} takes ${own.join(', ') || 'none of its own'}, and as any provider ${common.join(', ')}`;
  const text = `no such setting${didYouMean(key, [...own, ...common]) || `; ${takes}`}`;
  return { ...mistake, text, secret: Object.hasOwn(provider.lookup?.credentials ?? {}, key) };
}
