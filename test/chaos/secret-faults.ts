import { setTimeout as pause } from 'node:timers/promises';

import { chance } from '../../local/load/chance.ts';
import type { Journal } from './journal.ts';
import type { Handle } from './proxy.ts';

/** A Secrets Manager that is slow, or fails, when an instance starts. */
export function secretFaults(journal: Journal): Handle {
  return async ({ asked, forward }) => {
    const key = `secret ${asked.body}`;
    const attempt = journal.attempt(key);
    if (!journal.strikes('secrets', { key, attempt, rate: 0.3 })) return forward();
    journal.inject('secrets');
    const draw = chance(journal.seed, 'variant', key, attempt);
    if (draw < 0.3) return 'cut';
    await pause(draw * 1500);
    return forward();
  };
}
