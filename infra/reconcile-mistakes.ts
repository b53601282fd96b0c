import { didYouMean } from '../shared/bunce/nearest.ts';
import type { Settled } from '../shared/config/config.ts';
import { ownSettings } from '../shared/config/selection-of.ts';
import type { Provider } from '../shared/webhook/provider.ts';

/** Of a stage, with the providers that it enables. */
interface Staged {
  readonly settled: Pick<Settled, 'reconcile' | 'providers'>;
  readonly providers: readonly Provider[];
}

/** What cannot be compared by itself, each with its place and what to do. */
export function reconcileMistakes({ settled, providers }: Staged): readonly string[] {
  const able = providers.flatMap(({ name, history }) => (history ? [name] : []));
  return Object.keys(settled.reconcile ?? {}).flatMap((name) => {
    const provider = providers.find((each) => each.name === name);
    const why = provider
      ? flawOf(provider, settled)
      : `is not enabled: put it under providers, or take it out here${didYouMean(name, able)}`;
    if (why === undefined) return [];
    const rest =
      provider && !provider.history ? `; ${able.length > 0 ? `those that have: ${able.join(', ')}` : 'none that is enabled has'}` : '';
    return [`reconcile.${name}: ${why}${rest}`];
  });
}

function flawOf(provider: Provider, { providers }: Pick<Settled, 'providers'>): string | undefined {
  const { name, history } = provider;
  if (!history) return 'has no history that can be compared, its README says why: take it out';
  const { baseUrl } = ownSettings(providers[name], provider);
  if (history.api !== undefined || typeof baseUrl === 'string') return undefined;
  return `nobody knows where its API is: set providers.${name}.baseUrl`;
}
