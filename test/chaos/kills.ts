import type { Journal } from './journal.ts';
import type { Outcome } from './proxy.ts';

/** Kills the consumer around what it does. */
export interface Kills {
  /** Does the work and kills the consumer before or after it, or not at all. */
  around(asking: Asking, work: () => Promise<Outcome>): Promise<Outcome>;
}

/** What the consumer is about when it may die: each stage of a delivery, so that each sees a death. */
export interface Asking {
  readonly stage: 'alias' | 'lease' | 'ledger' | 'table' | 'call' | 'park' | 'hide';
  readonly key: string;
}

/** What the consumer asks of the world for one webhook, about; each may be the last before a death or after it. */
const REQUESTS = 9;

export function kills(journal: Journal, kill: () => void): Kills {
  const rate = Math.max(4, journal.webhooks / 500) / (journal.webhooks * REQUESTS * 2);
  const now = (when: string): Outcome => {
    journal.inject(`kill ${when}`);
    journal.doubts.died();
    kill();
    return 'cut';
  };
  return {
    async around({ stage, key }, work) {
      const attempt = journal.attempt(`kill ${key}`);
      if (journal.strikes('kill', { key: `before ${key}`, attempt, rate })) return now(`before ${stage}`);
      const outcome = await work();
      return journal.strikes('kill', { key: `after ${key}`, attempt, rate }) ? now(`after ${stage}`) : outcome;
    },
  };
}
