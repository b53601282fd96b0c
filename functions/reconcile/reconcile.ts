import type { Log } from '../../shared/runtime/log.ts';
import type { Metrics } from '../../shared/runtime/metrics.ts';
import type { Compared } from './compare.ts';
import { inWords } from './in-words.ts';

/** One provider, and how it is compared. */
export interface Comparison {
  readonly name: string;
  readonly since: Date;
  compare(): Promise<Compared>;
}

export interface Context {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Tells of each what is missing. One that cannot be compared stops no other; throws at the end where there was one. */
export async function reconcile(comparisons: readonly Comparison[], { log, metrics }: Context): Promise<void> {
  const failed: string[] = [];
  for (const comparison of comparisons) {
    try {
      report(await comparison.compare(), { comparison, log, metrics });
    } catch (error) {
      failed.push(comparison.name);
      log.error('not compared', { provider: comparison.name, cause: inWords(error) });
    }
  }
  if (failed.length > 0) throw new Error(`not compared: ${failed.join(', ')}`);
}

/** Each message that could not be looked into may be one of what seems to be missing: no more than the rest is missing for sure. */
function report({ missing, unseen, counts }: Compared, { comparison, log, metrics }: Context & { readonly comparison: Comparison }): void {
  const { name: provider, since } = comparison;
  const found = Math.max(0, missing.length - unseen);
  metrics.record('missingFound', { value: found, unit: 'count', dimensions: { provider } });
  const say = found > 0 ? log.warn : log.info;
  say('compared', {
    provider,
    since: since.toISOString(),
    missing: found,
    undecided: missing.length - found,
    unseen,
    ...(missing.length > 0 && { types: [...new Set(missing.map(({ envelope }) => envelope.type))].join(',') }),
    ...counts,
  });
}
