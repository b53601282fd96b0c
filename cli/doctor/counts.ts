import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';

import { searchFor } from '../../shared/runtime/metrics.ts';

/** Days that are looked back on; CloudWatch's search finds no metric that was silent for longer. */
export const DAYS = 14;
const HOUR = 3_600_000;

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
  verified: "${PROP('Dim.provider')} ${PROP('Dim.secret')}",
  unbound: "${PROP('Dim.what')}",
  unfit: "${PROP('Dim.what')}",
  incomplete: "${PROP('Dim.field')}",
  testEvents: "${PROP('Dim.provider')}",
} as const;

export type Counts = Readonly<Record<keyof typeof LABELS, readonly Count[]>>;

/** What the functions of a stack counted lately. */
export async function countsOf(stack: string): Promise<Counts> {
  const found = await metricData(
    Object.entries(LABELS).map(([Id, Label]) => ({
      Id,
      Label,
      Expression: searchFor(Id, { service: stack, statistic: 'Sum', period: HOUR / 1000 }),
    })),
  );
  const of = (name: keyof typeof LABELS): readonly Count[] => found.filter(({ Id }) => Id === name).flatMap(countsIn);
  return {
    verified: of('verified'),
    unbound: of('unbound'),
    unfit: of('unfit'),
    incomplete: of('incomplete'),
    testEvents: of('testEvents'),
  };
}

async function metricData(MetricDataQueries: { Id: string; Label: string; Expression: string }[]): Promise<readonly MetricDataResult[]> {
  const { CloudWatchClient, paginateGetMetricData } = await import('@aws-sdk/client-cloudwatch');
  const client = new CloudWatchClient({ maxAttempts: 2 });
  const [StartTime, EndTime] = [new Date(Date.now() - DAYS * 24 * HOUR), new Date()];
  const found: MetricDataResult[] = [];
  try {
    const pages = paginateGetMetricData({ client }, { StartTime, EndTime, MetricDataQueries });
    for await (const { MetricDataResults = [] } of pages) found.push(...MetricDataResults);
    return found;
  } finally {
    client.destroy();
  }
}

const countsIn = ({ Label = '', Timestamps = [], Values = [] }: MetricDataResult): readonly Count[] =>
  Timestamps.map((time, index) => ({ label: Label, from: time.getTime(), until: time.getTime() + HOUR, count: Values[index] ?? 0 }));

export const timeText = (time: number): string => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
