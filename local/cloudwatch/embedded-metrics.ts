import * as z from 'zod/mini';

import type { Datum } from './metric-store.ts';

const Line = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({ Namespace: z.string(), Dimensions: z.array(z.array(z.string())), Metrics: z.array(z.object({ Name: z.string() })) }),
    ),
  }),
});
const Values = z.union([z.array(z.number()), z.number()]);

/** What CloudWatch takes from a line of a function's log: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
export function dataIn(text: string): readonly Datum[] {
  if (!text.includes('"_aws"')) return [];
  const line = Line.parse(JSON.parse(text));
  return line._aws.CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) => {
      const dimensions = Object.fromEntries(names.map((name) => [name, String(line[name])]));
      return Metrics.flatMap(({ Name: name }) =>
        [Values.parse(line[name])].flat().map((value) => ({ namespace, name, dimensions, value })),
      );
    }),
  );
}
