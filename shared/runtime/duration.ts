import * as z from 'zod/mini';

/** Seconds of each unit. */
const UNITS = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 } as const;

type Unit = keyof typeof UNITS;

/** How long something takes, with its unit: `500ms`, `30s`, `15m`, `72h`, `3d`. */
export type Duration = `${number}${Unit}`;

const FORM = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/** NaN for what is none. */
function read(text: unknown): number {
  const [, digits, unit] = (typeof text === 'string' && FORM.exec(text)) || [];
  return isUnit(unit) ? Math.round(Number(digits) * UNITS[unit] * 1000) / 1000 : Number.NaN;
}

const isUnit = (text: string | undefined): text is Unit => text !== undefined && Object.hasOwn(UNITS, text);

export const secondsIn = (duration: Duration): number => read(duration);

/** In the largest unit that leaves no fraction. */
export function durationOf(seconds: number): Duration {
  const [unit, factor] = Object.entries(UNITS).findLast(([, each]) => Number.isInteger(seconds / each)) ?? ['s', 1];
  return isUnit(unit) ? `${seconds / factor}${unit}` : `${seconds}s`;
}

interface Asked {
  /** Such as one would write there. */
  readonly example: Duration;
  /** What a number stood for there, before durations had units. */
  readonly was?: 'seconds' | 'hours';
  readonly least?: Duration;
  readonly most?: Duration;
}

/** A duration in the config; a number is refused, for nobody can see its unit. */
export function duration({ example, was = 'seconds', least, most }: Asked) {
  const [shortest, longest] = [least === undefined ? 0.001 : read(least), most === undefined ? Infinity : read(most)];
  const bounds = [...(least === undefined ? [] : [`at least '${least}'`]), ...(most === undefined ? [] : [`at most '${most}'`])];
  const expected = [`expected a duration such as '${example}'`, ...bounds].join(', ');
  return z.custom<Duration>((value) => read(value) >= shortest && read(value) <= longest, {
    error: ({ input }) => expected + hint(input, was),
  });
}

/** What is wrong with the value, where more can be said than what it is. */
function hint(value: unknown, was: 'seconds' | 'hours'): string {
  if (typeof value === 'number') return `, got ${value}: if that was ${was}, write '${value}${was.charAt(0)}'`;
  if (typeof value !== 'string' || Number.isFinite(read(value))) return '';
  return /^\s*\d+(?:\.\d+)?\s*$/.test(value) ? `, got '${value}': its unit is missing, ms, s, m, h or d` : ', its unit ms, s, m, h or d';
}

/** The same, read as seconds. */
export const seconds = (asked: Asked) => z.pipe(duration(asked), z.transform(secondsIn));
