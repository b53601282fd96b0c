import { Refused } from '../../local/console/source.ts';
import type { Audit, Audited } from './audit.ts';

/** Changes that the console makes: each is noted before it begins, and its end too. */
export interface Changes {
  readonly note: Audit['note'];
  /** A change of many ends early, after those at hand. */
  readonly ending: AbortSignal;
  /** Whoever does the work notes what it has done; what breaks off, or is refused, is noted here. */
  make<Result>(change: Pick<Audited, 'what' | 'ids'>, work: () => Promise<Result>): Promise<Result>;
  /** Resolves when none is in hand any more; none is begun from then on. */
  end(): Promise<void>;
}

export function changesIn({ note }: Pick<Audit, 'note'>): Changes {
  const ending = new AbortController();
  const inHand = new Set<Promise<unknown>>();
  return {
    note,
    ending: ending.signal,
    async make(change, work) {
      if (ending.signal.aborted) throw new Refused('this console has been ended: nothing is changed any more');
      note({ ...change, begun: true });
      const made = work().catch((error: unknown) => {
        note({ ...change, failed: error instanceof Error ? error.name : 'unknown' });
        throw error;
      });
      inHand.add(made);
      return made.finally(() => inHand.delete(made));
    },
    async end() {
      ending.abort();
      if (inHand.size > 0) process.stderr.write('the change in hand ends first\n');
      await Promise.allSettled(inHand);
    },
  };
}
