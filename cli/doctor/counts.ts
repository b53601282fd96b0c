import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';

import { searchFor } from '../../shared/runtime/metrics.ts';
import { metricData } from './metric-data.ts';

/** Days that are looked back on; CloudWatch's search finds no metric that was silent for longer. */
export const DAYS = 14;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** How often something was counted within an hour. */
export interface Count {
  /** Its dimensions' values. */
  readonly label: string;
  /** Milliseconds. */
  readonly from: number;
  readonly until: number;
  readonly count: number;
}

/** Metric → the dimensions that tell its counts apart, in CloudWatch's words. */
const LABELS = {
  trusted: "${PROP('Dim.provider')}",
  mistrusted: "${PROP('Dim.provider')}",
  verified: "${PROP('Dim.provider')} ${PROP('Dim.secret')}",
  unbound: "${PROP('Dim.what')}",
  unfit: "${PROP('Dim.what')}",
  incomplete: "${PROP('Dim.field')}",
  testEvents: "${PROP('Dim.provider')}",
} as const;

export type Counts = Readonly<Record<keyof typeof LABELS, readonly Count[]>>;

/** What the functions of a stack counted lately. */
export async function countsOf(stack: string): Promise<Counts> {
  const queries = Object.entries(LABELS).map(([Id, Label]) => ({
    Id,
    Label,
    Expression: searchFor(Id, { service: stack, statistic: 'Sum', period: HOUR / 1000 }),
  }));
  const found = await metricData({ queries, since: DAYS * DAY });
  const of = (name: keyof typeof LABELS): readonly Count[] => found.filter(({ Id }) => Id === name).flatMap(countsIn);
  return {
    trusted: of('trusted'),
    mistrusted: of('mistrusted'),
    verified: of('verified'),
    unbound: of('unbound'),
    unfit: of('unfit'),
    incomplete: of('incomplete'),
    testEvents: of('testEvents'),
  };
}

const countsIn = ({ Label = '', Timestamps = [], Values = [] }: MetricDataResult): readonly Count[] =>
  Timestamps.map((time, index) => ({ label: Label, from: time.getTime(), until: time.getTime() + HOUR, count: Values[index] ?? 0 }));

/** The hours in which anything was counted under a label, in order. */
export const hoursOf = (label: string, counts: readonly Count[]): readonly Count[] =>
  counts.filter((each) => each.label === label && each.count > 0).toSorted((a, b) => a.from - b.from);

export const timeText = (time: number): string => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
