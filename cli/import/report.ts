import * as z from 'zod/mini';

import type { Outcome } from './outcome.ts';

const Counts = z.record(z.string(), z.number());

/** What has become of a list so far; it is kept between runs. */
export const Report = z.object({
  seen: z.number(),
  created: z.number(),
  completed: z.number(),
  adopted: z.number(),
  /** Reason → how many. */
  leftAlone: Counts,
  refused: Counts,
  /** The first of those that were refused. */
  listed: z.array(z.object({ number: z.number(), why: z.string() })),
});
export type Report = z.infer<typeof Report>;

export const emptyReport = (): Report => ({ seen: 0, created: 0, completed: 0, adopted: 0, leftAlone: {}, refused: {}, listed: [] });

/** More are counted here, and listed in a file. */
const LISTED = 1000;

export interface Ended {
  readonly number: number;
  readonly end: Outcome;
}

/** The report with these too. */
export function reported(report: Report, ended: readonly Ended[]): Report {
  const next = { ...report, leftAlone: { ...report.leftAlone }, refused: { ...report.refused }, listed: [...report.listed] };
  for (const { number, end } of ended) {
    next.seen += 1;
    if (end.did === 'left alone') next.leftAlone[end.why] = (next.leftAlone[end.why] ?? 0) + 1;
    else if (end.did === 'refused') {
      next.refused[end.why] = (next.refused[end.why] ?? 0) + 1;
      if (next.listed.length < LISTED) next.listed.push({ number, why: end.why });
    } else next[end.did] += 1;
  }
  return next;
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, count) => all + count, 0);

export const refusals = ({ refused }: Report): number => sum(refused);

interface Telling {
  readonly dryRun: boolean;
  /** The file that lists all that were refused. */
  readonly all: string;
}

/** For a person to read. */
export function textOf(report: Report, { dryRun, all }: Telling): string {
  const { seen, created, completed, adopted, leftAlone, refused, listed } = report;
  const head = `${seen} rows: ${created} created, ${completed} completed, ${adopted} adopted, ${sum(leftAlone)} left alone, ${sum(refused)} refused`;
  return [
    dryRun ? `dry run, nothing was written; it would come to\n${head}` : head,
    ...reasons('left alone', leftAlone),
    ...reasons('refused', refused),
    ...listed.slice(0, SHOWN).map(({ number, why }) => `  ${number}: ${why}`),
    ...(listed.length > SHOWN ? [`  … ${sum(refused) - SHOWN} more: all are in ${all}`] : []),
  ].join('\n');
}

const SHOWN = 20;

const reasons = (what: string, counts: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(counts).map(([why, count]) => `${what}, ${count}: ${why}`);
