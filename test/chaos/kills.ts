import type { Journal } from './journal.ts';
import type { Outcome } from './proxy.ts';

/** Kills the consumer around what it does. */
export interface Kills {
  /** Does the work and kills the consumer before or after it, or not at all. */
  around(key: string, work: () => Promise<Outcome>): Promise<Outcome>;
}

/** What the consumer asks of the world for one webhook, about. */
const REQUESTS = 9;

export function kills(journal: Journal, kill: () => void): Kills {
  const rate = Math.max(3, journal.webhooks / 150) / (journal.webhooks * REQUESTS);
  const now = (when: string): Outcome => {
    journal.inject(`kill ${when}`);
    for (const token of [...journal.open.values(), ...journal.inFlight]) journal.doubt(token);
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
