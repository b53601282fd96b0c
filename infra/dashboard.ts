import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, type IWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

import type { Metrics } from './metrics.ts';

export interface Shown {
  readonly metrics: Metrics;
  readonly queue: IQueue;
  readonly parked: IQueue;
}

/** One page that answers: do webhooks come in, do they reach Bunce, how fast, and what is left behind. Returns its URL. */
export function addDashboard(scope: Construct, id: string, { metrics, queue, parked }: Shown): string {
  const dashboard = new Dashboard(scope, id, { defaultInterval: Duration.days(1) });
  dashboard.addWidgets(
    graph('Webhooks by outcome', [metrics.each('webhooks')]),
    graph('Webhook received to accepted by Bunce, ms', [metrics.each('latency', 'p50'), metrics.each('latency', 'p99')]),
    graph('Parked by reason', [metrics.each('parked')]),
  );
  dashboard.addWidgets(
    graph('Calls to Bunce by status', [metrics.each('bunceCalls')]),
    graph('Calls per webhook', [metrics.each('callsPerWebhook', Stats.AVERAGE)]),
    graph('Held back by Bunce', [metrics.of('throttled'), metrics.of('gateClosed')]),
  );
  dashboard.addWidgets(
    graph('Oldest message, s', [queue.metricApproximateAgeOfOldestMessage(), parked.metricApproximateAgeOfOldestMessage()]),
    graph('Messages waiting and in hand', [
      queue.metricApproximateNumberOfMessagesVisible(),
      queue.metricApproximateNumberOfMessagesNotVisible(),
      parked.metricApproximateNumberOfMessagesVisible(),
    ]),
    graph('Delivered before, unsure, unbound, unfit, stale', [
      metrics.of('ledgerHits'),
      metrics.each('ambiguous'),
      metrics.each('unbound'),
      metrics.each('unfit'),
      metrics.each('stale'),
    ]),
  );
  const { region } = Stack.of(scope);
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards:name=${dashboard.dashboardName}`;
}

const graph = (title: string, left: IMetric[]): IWidget => new GraphWidget({ title, left, width: 8, height: 6, leftYAxis: { min: 0 } });
