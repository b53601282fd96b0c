import { didYouMean } from '../shared/bunce/nearest.ts';
import type { Settled } from '../shared/config/config.ts';
import { tooFarBack } from '../shared/config/reconcile-settings.ts';
import { ownSettings } from '../shared/config/selection-of.ts';
import { type Duration, durationOf, secondsIn } from '../shared/runtime/duration.ts';
import type { Provider } from '../shared/webhook/provider.ts';

/** Of a stage, with the providers that it enables. */
interface Staged {
  readonly settled: Pick<Settled, 'reconcile' | 'providers' | 'delivery'>;
  readonly providers: readonly Provider[];
}

/** What cannot be compared by itself, each with its place and what to do. */
export function reconcileMistakes({ settled, providers }: Staged): readonly string[] {
  const able = providers.flatMap(({ name, history }) => (history ? [name] : []));
  return Object.entries(settled.reconcile ?? {}).flatMap(([name, every]) => {
    const provider = providers.find((each) => each.name === name);
    const why = provider
      ? (flawOf(provider, settled) ?? tooLong(every, settled))
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

/** The ledger forgets, and what it has forgotten would look missing. */
function tooLong(interval: Duration, { delivery }: Pick<Settled, 'delivery'>): string | undefined {
  const [every, { waitForSibling }] = [secondsIn(interval), delivery];
  const over = tooFarBack({ every, delivery });
  if (over === 0) return undefined;
  const shorter = every - over / 2;
  const mends = [
    ...(shorter >= HOUR ? [`set it to at most '${inHours(shorter)}'`] : []),
    `set delivery.waitForSibling to at most '${inHours(waitForSibling - over)}'`,
  ];
  return `with delivery.waitForSibling '${durationOf(waitForSibling)}' it looks further back than the ledger's 30 days: ${mends.join(', or ')}`;
}

const HOUR = 3600;
const inHours = (seconds: number): Duration => durationOf(Math.floor(seconds / HOUR) * HOUR);
