import { isDeletionKey } from '../keys.ts';
import { type Case, nameOf, type Told } from './evidence.ts';
import { devicesAt } from './homes.ts';

/** What was neither done, nor replaced by something newer, nor parked. */
export function lost(all: Case): readonly string[] {
  const newest = newestDone(all);
  const devices = devicesAt(all);
  const erased = new Set(
    all.told.flatMap(({ telling }) =>
      telling.step === 'trigger' && isDeletionKey(telling.key) && all.done.has(nameOf(telling)) ? telling.of : [],
    ),
  );
  return all.told.flatMap(({ telling, webhook }) => {
    const name = nameOf(telling);
    if (telling.silent || all.done.has(name) || all.parkedSteps.has(name) || all.parkedSteps.has(`${webhook.token} ${telling.step}`))
      return [];
    if (telling.step === 'device' && devices.has(`push-${telling.key}`)) return [];
    // Parked, and replayed after the person was erased: of them nothing is told any more.
    if (all.journal.replayed.has(webhook.token) && telling.of.some((human) => erased.has(human))) return [];
    const isReplaced =
      telling.step !== 'trigger' &&
      telling.of
        .flatMap((human) => [human, all.script.cast.get(human)?.takenBy ?? []].flat())
        .some((human) => (newest.get(`${human} ${telling.subject}`) ?? 0) > telling.at);
    return isReplaced ? [] : [name];
  });
}

/** `<human> <subject>` → when the newest happened that Bunce was told. */
function newestDone(all: Case): ReadonlyMap<string, number> {
  const devices = devicesAt(all);
  const isDone = ({ telling }: Told): boolean =>
    all.done.has(nameOf(telling)) || (telling.step === 'device' && devices.has(`push-${telling.key}`));
  const newest = new Map<string, number>();
  for (const { telling } of all.told.filter(isDone))
    for (const human of telling.of) {
      const name = `${human} ${telling.subject}`;
      newest.set(name, Math.max(newest.get(name) ?? 0, telling.at));
    }
  return newest;
}

/** Webhooks of which all is done. */
export const delivered = (all: Case): number => {
  const open = new Set(lost({ ...all, parkedSteps: new Set() }).map((name) => all.byName.get(name)?.webhook.token));
  return new Set(all.told.flatMap(({ webhook: { token } }) => (open.has(token) ? [] : [token]))).size;
};
