import * as z from 'zod/mini';

const Query = z.object({
  Expression: z.optional(z.unknown()),
  MetricStat: z.optional(z.object({ Period: z.number() })),
});
const Alarm = z.object({ MetricName: z.optional(z.unknown()), Period: z.optional(z.number()), Metrics: z.optional(z.array(Query)) });

/** How many metrics of an alarm are billed, or why nobody has said what it costs. */
export type Billed = { readonly metrics: number } | { readonly unpriced: string };

/** Metrics Insights is billed by what it scans; a model of anomalies and a period under a minute cost more than this price. */
const DEARER = [
  [/^\s*SELECT\b/i, 'a Metrics Insights query'],
  [/ANOMALY_DETECTION_BAND/i, 'anomaly detection'],
] as const;

/** Every metric that an alarm fetches is billed, each time it is fetched; its expressions are not. */
export function billedMetrics(properties: unknown): Billed {
  const { MetricName, Period, Metrics = [] } = Alarm.parse(properties);
  const texts = Metrics.map(({ Expression }) => JSON.stringify(Expression ?? '').slice(1));
  const dearer = DEARER.find(([pattern]) => texts.some((text) => pattern.test(text)));
  if (dearer) return { unpriced: dearer[1] };
  const fetched = Metrics.flatMap(({ MetricStat }) => MetricStat ?? []);
  if ([Period, ...fetched.map((each) => each.Period)].some((seconds = 60) => seconds < 60)) return { unpriced: 'a period under a minute' };
  const metrics = fetched.length + (MetricName === undefined ? 0 : 1);
  return metrics > 0 ? { metrics } : { unpriced: 'no metric' };
}
