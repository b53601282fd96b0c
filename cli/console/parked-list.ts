import type { QueueAddress } from '../../shared/queue/sender.ts';
import type { Taken } from '../../shared/queue/taken.ts';
import { depth, scan } from '../../shared/queue/scan.ts';
import type { inTurn } from './in-turn.ts';

/** Milliseconds for which a list is believed as long as the queue holds as many. */
const BELIEVED = 10_000;

interface Seen {
  readonly count: number;
  readonly until: number;
  readonly all: Promise<readonly Taken[]>;
}

export interface ParkedList {
  all(): Promise<readonly Taken[]>;
  /** Also what has come since the last look. */
  find(isMeant: (taken: Taken) => boolean): Promise<Taken | undefined>;
  forget(): void;
}

/** What a dead-letter queue holds. A look takes a second and hides messages from others: who asks meanwhile, or just after, gets the same. */
export function parkedList(queue: QueueAddress, oneByOne: ReturnType<typeof inTurn>): ParkedList {
  let seen: Seen | undefined;
  const forget = (): void => {
    seen = undefined;
  };
  const look = (count: number): Seen => {
    const all = oneByOne(async () => taken(queue));
    // Nobody shall get a failure twice.
    all.catch(forget);
    return (seen = { all, count, until: Date.now() + BELIEVED });
  };
  const all = async (): Promise<readonly Taken[]> => {
    const { visible, hidden } = await depth(queue);
    const count = visible + hidden;
    return (seen && seen.count === count && Date.now() < seen.until ? seen : look(count)).all;
  };
  return {
    all,
    forget,
    async find(isMeant) {
      const found = (await all()).find(isMeant);
      if (found) return found;
      forget();
      return (await all()).find(isMeant);
    },
  };
}

async function taken(queue: QueueAddress): Promise<readonly Taken[]> {
  const found: Taken[] = [];
  await scan({
    queue,
    patient: false,
    async settle(batch) {
      found.push(...batch);
      return [];
    },
  });
  return found;
}
