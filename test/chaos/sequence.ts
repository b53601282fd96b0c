import type { Journal } from './journal.ts';
import type { Done } from './log.ts';
import type { Webhook } from '../../local/load/webhooks.ts';

/** Triggers that Bunce took once more than it should have. */
export function repeated(all: readonly Done[]): readonly string[] {
  const seen = new Set<string>();
  return all.flatMap(({ token, step }) => {
    if (step !== 'trigger') return [];
    if (seen.has(token)) return [token];
    seen.add(token);
    return [];
  });
}

/** A repetition is counted as doubled, not once more as disorder: the first time counts. */
export function outOfOrder(
  all: readonly Done[],
  { journal, parked }: { readonly journal: Journal; readonly parked: ReadonlySet<string> },
): readonly string[] {
  const furthest = new Map<string, bigint>();
  const seen = new Set<string>();
  return all.flatMap(({ token, step, subject }) => {
    const place = journal.places.get(token);
    const name = `${token} ${step} ${subject}`;
    if (!place || seen.has(name) || journal.waited.has(token) || parked.has(token)) return [];
    seen.add(name);
    const before = furthest.get(place.group) ?? 0n;
    if (place.sequence < before) return [token];
    furthest.set(place.group, place.sequence);
    return [];
  });
}

/** Profiles and attributes that an older event wrote over a newer one's. */
export function overwritten(all: readonly Done[], byToken: ReadonlyMap<string, Webhook>): readonly string[] {
  const newest = new Map<string, number>();
  return all.flatMap(({ token, step, subject }) => {
    const webhook = byToken.get(token);
    if (!webhook || step === 'trigger') return [];
    const key = `${webhook.person} ${subject}`;
    const before = newest.get(key) ?? 0;
    newest.set(key, Math.max(before, webhook.at));
    return webhook.at < before ? [token] : [];
  });
}
