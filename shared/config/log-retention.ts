import * as z from 'zod/mini';

import { type Duration, durationOf, secondsIn } from '../runtime/duration.ts';

/** In days, as CloudWatch Logs takes them. */
const OFFERED = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

const DAY = 86_400;

export const daysIn = (duration: Duration): number => secondsIn(duration) / DAY;

/** A length that CloudWatch offers; of any other the nearest is told. */
export const LogRetentionSchema = z.custom<Duration>((value) => OFFERED.includes(daysOf(value)), {
  error: ({ input }) => `expected ${nearest(daysOf(input))}`,
});

const daysOf = (value: unknown): number => (isText(value) ? daysIn(value) : Number.NaN);

/** `secondsIn` reads what is no duration as NaN. */
const isText = (value: unknown): value is Duration => typeof value === 'string';

function nearest(days: number): string {
  if (!(days > 0)) return "a length in days that CloudWatch offers, such as '30d'";
  const near = OFFERED.reduce((best, each) => (Math.abs(each - days) < Math.abs(best - days) ? each : best));
  return `a length that CloudWatch offers, of which '${durationOf(near * DAY)}' is the nearest`;
}
