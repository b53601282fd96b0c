import { durationOf } from '../../shared/runtime/duration.ts';
import { type Count, DAY, HOUR } from './counts.ts';

/** What the webhooks of a provider teach of its silence. */
export interface Lesson {
  readonly webhooks: number;
  /** Hours from one webhook to the next, at most; 0 where there are none. */
  readonly longestGap: number;
  /** As the config has it; undefined where there is too little to learn from. */
  readonly quiet: string | undefined;
  /** Hours of a silence that lasts, where it is the longest: it does not count. */
  readonly silentFor: number | undefined;
}

const LEAST = { webhooks: 10, time: 3 * DAY };
const [SHORTEST, LONGEST] = [HOUR, 7 * DAY];

/** Twice the longest gap that has ended. `hours`: those in which webhooks were verified, in order. */
export function learn(hours: readonly Count[], now: number): Lesson {
  const webhooks = hours.reduce((sum, { count }) => sum + count, 0);
  const gap = Math.max(0, ...hours.slice(1).map(({ from }, index) => from - (hours[index]?.from ?? from)));
  const [first, last] = [hours[0]?.from ?? now, hours.at(-1)?.from ?? now];
  const enough = webhooks >= LEAST.webhooks && last - first >= LEAST.time;
  const silent = hours.length > 0 && now - last > Math.max(gap, 2 * HOUR);
  return {
    webhooks,
    longestGap: gap / HOUR,
    quiet: enough ? quietOf(2 * gap) : undefined,
    silentFor: silent ? Math.floor((now - last) / HOUR) : undefined,
  };
}

function quietOf(time: number): string {
  const unit = time < 2 * DAY ? HOUR : DAY;
  const rounded = Math.min(LONGEST, Math.max(SHORTEST, Math.ceil(time / unit) * unit));
  return unit === HOUR ? `${rounded / HOUR}h` : durationOf(rounded / 1000);
}
