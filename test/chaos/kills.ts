import { chance } from '../../local/load/chance.ts';
import type { Journal } from './journal.ts';
import type { Outcome } from './proxy.ts';

/** What the consumer is about when it may die: the stages of a delivery, in their order. */
const STAGES = ['alias', 'lease', 'sending', 'call', 'park', 'note', 'release', 'hide'] as const;
type Stage = (typeof STAGES)[number];

export interface Asking {
  readonly stage: Stage | 'other';
}

/** Kills the consumer around what it does. */
export interface Kills {
  /** Does the work and kills the consumer before or after it, or not at all. */
  around(asking: Asking, work: () => Promise<Outcome>): Promise<Outcome>;
}

/** Happen so seldom that a death must not wait for many. */
const SELDOM: ReadonlySet<string> = new Set<Stage>(['park', 'hide']);

/** Deaths of a run: four in a short one, each before and after each stage where it is long enough. */
const deathsIn = ({ webhooks, severity }: Journal): number =>
  Math.max(4, Math.min(STAGES.length * 2, Math.floor(webhooks / 50)), webhooks / 500) * severity;

/** `<when> <stage>` → the passes that end with a death; which ones a short run has, its seed says. */
function deaths(journal: Journal): ReadonlyMap<string, ReadonlySet<number>> {
  const { seed, webhooks } = journal;
  const places = STAGES.flatMap((stage) => [`before ${stage}`, `after ${stage}`]).toSorted(
    (one, other) => chance(seed, 'death', one) - chance(seed, 'death', other),
  );
  const due = new Map(places.map((place) => [place, new Set<number>()]));
  for (let turn = 0; turn < deathsIn(journal); turn += 1) {
    const place = places[turn % places.length] ?? '';
    const within = SELDOM.has(place.split(' ')[1] ?? '') ? 3 : Math.min(webhooks, 20 * (1 + Math.floor(turn / places.length) ** 2));
    due.get(place)?.add(1 + Math.floor(chance(seed, 'death', place, turn) * within));
  }
  return due;
}

export function kills(journal: Journal, kill: () => void): Kills {
  const due = deaths(journal);
  const isNow = (place: string): boolean =>
    due.get(place)?.has(journal.attempt(`kill ${place}`)) === true && journal.strikes('kill', { key: place, attempt: 1, rate: 1.1 });
  const now = (place: string): Outcome => {
    journal.inject(`kill ${place}`);
    journal.doubts.died();
    kill();
    return 'cut';
  };
  return {
    async around({ stage }, work) {
      if (isNow(`before ${stage}`)) return now(`before ${stage}`);
      const outcome = await work();
      return isNow(`after ${stage}`) ? now(`after ${stage}`) : outcome;
    },
  };
}
