import { tokenOfKey } from '../keys.ts';
import type { Done } from '../log.ts';
import { type Case, nameOf } from './evidence.ts';

/** What Bunce was told in another order than the queue got it, of one happening. The first time counts; a repetition is counted as doubled. */
export function outOfOrder(all: Case): readonly string[] {
  const { journal, log, byName } = all;
  const furthest = new Map<string, bigint>();
  const seen = new Set<string>();
  const parked = new Set([...all.parkedSteps].map(tokenOfKey));
  return log.done.flatMap((done) => {
    const name = nameOf(done);
    const webhook = byName.get(name)?.webhook;
    const place = journal.places.get(webhook?.token ?? '');
    // A copy in another group passes all, and a replay is late.
    const isOutOfLine = webhook?.copies === 'two-groups' || journal.replayed.has(webhook?.token ?? '');
    if (!webhook?.happening || isOutOfLine || place === undefined || seen.has(name) || parked.has(webhook.token)) return [];
    seen.add(name);
    // Only the event that names the person passes those that wait for it.
    const line = webhook.idOnly || journal.waited.has(webhook.token) ? `${webhook.happening} waiting` : webhook.happening;
    const before = furthest.get(line) ?? 0n;
    furthest.set(line, place > before ? place : before);
    return place < before ? [name] : [];
  });
}

/**
 * Profiles and attributes that an older event wrote over a newer one's, though nothing struck between the two by which the newer one may have been forgotten.
 * What the consumer never heard that Bunce has done is yet to come: it asks again, and in the end the newer one stands.
 */
export function overwritten({ log, byName, journal: { forgetting, unheard } }: Case): readonly string[] {
  const isHeard = ({ key, time }: Done): boolean => !unheard.some(({ keys, from, to }) => time >= from && time <= to && keys.includes(key));
  const newest = new Map<string, { readonly at: number; readonly time: number }>();
  return log.done.flatMap((done) => {
    const telling = byName.get(nameOf(done))?.telling;
    if (!telling || telling.step === 'trigger' || telling.of.length > 1) return [];
    const subject = `${telling.of[0]} ${telling.subject}`;
    const { at, time } = newest.get(subject) ?? { at: 0, time: 0 };
    if (telling.at >= at && isHeard(done)) newest.set(subject, { at: telling.at, time: done.time });
    return telling.at < at && !forgetting.some((when) => when >= time && when <= done.time) ? [nameOf(done)] : [];
  });
}
