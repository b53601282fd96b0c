import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

import { onTestFinished, vi } from 'vitest';
import * as z from 'zod/mini';

import { close, listen } from '../../local/loopback.ts';
import { voice } from '../../shared/runtime/log.ts';
import type { Metrics } from '../../shared/runtime/metrics.ts';

interface Point {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly at: number;
  readonly value: number;
}

export interface CloudWatch {
  readonly endpoint: string;
  /** Takes in what a function of the stack counts, from the log lines it writes. */
  counted(at: Date, count: (metrics: Metrics) => void): void;
  /** Takes in what AWS itself measured. */
  measured(at: Date, point: Omit<Point, 'at'>): void;
}

/** As much of CloudWatch as `doctor` uses: search expressions with dynamic labels, one series a page. */
export async function startCloudWatch({ denied = false }: { readonly denied?: boolean } = {}): Promise<CloudWatch> {
  const points: Point[] = [];
  const server = createServer((request, response) => {
    const action = String(request.headers['x-amz-target']);
    void json(request)
      .then((body) => (denied ? DENIED : answered(points, { action, body })))
      .then(({ status, answer }) =>
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer)),
      );
  });
  const endpoint = await listen(server);
  onTestFinished(async () => close(server));
  return {
    endpoint,
    counted: (at, count) => void points.push(...pointsOf(written(count), at.getTime() / 1000)),
    measured: (at, point) => void points.push({ ...point, at: at.getTime() / 1000 }),
  };
}

const DENIED = { status: 400, answer: { __type: 'AccessDenied', message: 'not authorized to perform: cloudwatch:GetMetricData' } };

function answered(points: readonly Point[], { action, body }: { readonly action: string; readonly body: unknown }) {
  const asked = Asked.safeParse(body);
  if (!action.endsWith('.GetMetricData') || !asked.success) {
    return { status: 400, answer: { __type: 'ValidationError', message: `${action}: ${asked.error?.message}` } };
  }
  return { status: 200, answer: page(points, asked.data) };
}

/** The log lines of a function of the stack BunceSync. */
function written(count: (metrics: Metrics) => void): readonly string[] {
  const output = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'BunceSync');
  const { metrics, flush } = voice('none');
  count(metrics);
  flush();
  const lines = output.mock.calls.map(([line]) => String(line));
  output.mockRestore();
  vi.unstubAllEnvs();
  return lines;
}

const Emitted = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({ Namespace: z.string(), Dimensions: z.array(z.array(z.string())), Metrics: z.array(z.object({ Name: z.string() })) }),
    ),
  }),
});

const pointsOf = (lines: readonly string[], at: number): readonly Point[] =>
  lines.flatMap((line) => {
    const { _aws, ...values } = Emitted.parse(JSON.parse(line));
    return _aws.CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics: [metric] }) =>
      Dimensions.map((names) => ({
        namespace,
        name: metric?.Name ?? '',
        dimensions: Object.fromEntries(names.map((name) => [name, String(values[name])])),
        at,
        value: 1,
      })),
    );
  });

const Id = z.string().check(z.regex(/^[a-z]\w*$/));
const MetricStat = z.object({
  Metric: z.object({
    Namespace: z.string(),
    MetricName: z.string(),
    Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })),
  }),
  Period: z.literal(3600),
  Stat: z.literal('Maximum'),
});
const Asked = z.object({
  StartTime: z.number(),
  EndTime: z.number(),
  NextToken: z.optional(z.string()),
  MetricDataQueries: z.array(
    z.union([z.object({ Id, Label: z.string(), Expression: z.string().check(z.regex(/^SEARCH\(/)) }), z.object({ Id, MetricStat })]),
  ),
});
type Asked = z.infer<typeof Asked>;

function page(points: readonly Point[], asked: Asked) {
  const at = Number(asked.NextToken ?? 0);
  const lately = points.filter((point) => point.at >= asked.StartTime && point.at <= asked.EndTime);
  const series = asked.MetricDataQueries.flatMap((query) => seriesOf(lately, query));
  return { MetricDataResults: series.slice(at, at + 1), ...(at + 1 < series.length && { NextToken: String(at + 1) }) };
}

const SEARCH = /^SEARCH\('Namespace="([^"]+)" service="([^"]+)" MetricName="([^"]+)"', 'Sum', (\d+)\)$/;

type Query = Asked['MetricDataQueries'][number];

const seriesOf = (points: readonly Point[], query: Query) => ('Expression' in query ? searched(points, query) : [highest(points, query)]);

function highest(points: readonly Point[], { Id, MetricStat: { Metric } }: Extract<Query, { MetricStat: unknown }>) {
  const dimensions = JSON.stringify(Object.fromEntries(Metric.Dimensions.map(({ Name, Value }) => [Name, Value])));
  const found = points.filter(
    (each) => each.namespace === Metric.Namespace && each.name === Metric.MetricName && JSON.stringify(each.dimensions) === dimensions,
  );
  const hours = Map.groupBy(found, ({ at }) => at - (at % 3600));
  const Values = [...hours.values()].map((some) => Math.max(...some.map(({ value }) => value)));
  return { Id, StatusCode: 'Complete', Timestamps: [...hours.keys()], Values };
}

function searched(points: readonly Point[], { Id, Label, Expression }: Extract<Query, { Expression: string }>) {
  const [, namespace, service, name, period] = SEARCH.exec(Expression) ?? [];
  const found = points.filter((each) => each.namespace === namespace && each.dimensions['service'] === service && each.name === name);
  return Object.values(Object.groupBy(found, ({ dimensions }) => JSON.stringify(dimensions))).map((some = []) => {
    const sums = Map.groupBy(some, ({ at }) => at - (at % Number(period)));
    const label = Label.replace(/\$\{PROP\('Dim\.(\w+)'\)\}/g, (_, dimension: string) => some[0]?.dimensions[dimension] ?? 'NONE');
    return {
      Id,
      Label: label,
      StatusCode: 'Complete',
      Timestamps: [...sums.keys()],
      Values: [...sums.values()].map(({ length }) => length),
    };
  });
}
