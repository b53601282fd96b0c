import type { FixedCost } from '../infra/fixed-cost.ts';
import { rounded } from './cpu.ts';
import { totalOf } from './per-million.ts';

/** Dollars, but for the metrics; of a month for three providers, and of a million webhooks. */
const LIMITS = { fixed: 8, 'alarm metrics': 25, bursts: 7, 'one by one': 9 } as const;
const OF_PROVIDERS = 3;

export type Way = 'bursts' | 'one by one';
export type Millions = Readonly<Record<Way, Readonly<Record<string, number>>>>;

export interface StackCost extends FixedCost {
  readonly providers: number;
  /** Dollars a month for the metrics of our own, once each is in use. */
  readonly metrics: number;
  /** Of secrets, by one process of each function that never rests. */
  readonly secretReads: number;
}

/** As many for each provider as the measured one with the most has, and those of all. */
export function seriesFor(series: ReadonlySet<string>, providers: number): number {
  const own = Map.groupBy(series, (each) => / provider=(\S+)/.exec(each)?.[1]);
  const shared = own.get(undefined)?.length ?? 0;
  const most = Math.max(0, ...[...own].map(([name, { length }]) => (name === undefined ? 0 : length)));
  return shared + most * providers;
}

/** What is beyond a limit, or has no price. */
export function overLimits(stacks: readonly StackCost[], millions: Millions): readonly string[] {
  const judged = stacks
    .filter(({ providers }) => providers <= OF_PROVIDERS)
    .flatMap(({ providers, dollars, parts }) => [
      { what: `$ a month before any traffic, ${providers} providers`, found: dollars, most: LIMITS.fixed },
      { what: `billed alarm metrics, ${providers} providers`, found: parts['alarm metrics'].count, most: LIMITS['alarm metrics'] },
    ]);
  const ways = (['bursts', 'one by one'] as const).map((way) => ({
    what: `$ per million, ${way}`,
    found: totalOf(millions[way]),
    most: LIMITS[way],
  }));
  const beyond = [...judged, ...ways].filter(({ found, most }) => !(found <= most));
  const unpriced = new Set(stacks.flatMap((each) => each.unpriced));
  return [
    ...beyond.map(({ what, found, most }) => `${what}: ${rounded(found)}, at most ${most}`),
    ...[...unpriced].map((each) => `unpriced: ${each}`),
  ];
}
