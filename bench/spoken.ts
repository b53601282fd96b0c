import * as z from 'zod/mini';

import type { LogLine } from '../local/lambda/environment.ts';

/** What the functions wrote for CloudWatch. */
export interface Spoken {
  readonly bytes: number;
  /** Namespace, name and dimensions: each is billed. */
  readonly series: ReadonlySet<string>;
}

const Metric = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({ Namespace: z.string(), Dimensions: z.array(z.array(z.string())), Metrics: z.array(z.object({ Name: z.string() })) }),
    ),
  }),
});

export function spokenIn(lines: readonly LogLine[]): Spoken {
  return {
    bytes: lines.reduce((total, { line }) => total + Buffer.byteLength(line) + 1, 0),
    series: new Set(lines.flatMap(({ line }) => seriesIn(line))),
  };
}

function seriesIn(line: string): readonly string[] {
  if (!line.includes('"_aws"')) return [];
  const parsed = Metric.parse(JSON.parse(line));
  return parsed._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) => {
      const values = names.toSorted().map((name) => `${name}=${String(parsed[name])}`);
      return Metrics.map(({ Name }) => [Namespace, Name, ...values].join(' '));
    }),
  );
}
