import { tokenOfKey } from '../keys.ts';
import { type Case, nameOf, type Told } from './evidence.ts';

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

/** Profiles and attributes that an older event wrote over a newer one's, and that the newer one, told once more after a failure, did not mend. */
export function overwritten({ log, byName }: Case): readonly string[] {
  const newest = new Map<string, Told>();
  const last = new Map(log.done.map((done, index) => [nameOf(done), index]));
  return log.done.flatMap((done, index) => {
    const told = byName.get(nameOf(done));
    if (!told || told.telling.step === 'trigger' || told.telling.of.length > 1) return [];
    const { telling } = told;
    const subject = `${telling.of[0]} ${telling.subject}`;
    const before = newest.get(subject) ?? told;
    if (telling.at >= before.telling.at) newest.set(subject, told);
    return telling.at < before.telling.at && (last.get(nameOf(before.telling)) ?? 0) < index ? [nameOf(done)] : [];
  });
}
