import type { Journal } from './journal.ts';
import type { Outcome } from './proxy.ts';

/** Kills the consumer around what it does. */
export interface Kills {
  /** Does the work and kills the consumer before or after it, or not at all. */
  around(key: string, work: () => Promise<Outcome>): Promise<Outcome>;
}

/** What the consumer asks of the world for one webhook, about; each may be the last before a death or after it. */
const REQUESTS = 9;

export function kills(journal: Journal, kill: () => void): Kills {
  const rate = Math.max(4, journal.webhooks / 500) / (journal.webhooks * REQUESTS * 2);
  const now = (when: string): Outcome => {
    journal.inject(`kill ${when}`);
    for (const token of [...journal.open.values(), ...journal.inFlight]) journal.ambiguous.add(token);
    kill();
    return 'cut';
  };
  return {
    async around(key, work) {
      const attempt = journal.attempt(`kill ${key}`);
      if (journal.strikes('kill', { key: `before ${key}`, attempt, rate })) return now('before');
      const outcome = await work();
      return journal.strikes('kill', { key: `after ${key}`, attempt, rate }) ? now('after') : outcome;
    },
  };
}
