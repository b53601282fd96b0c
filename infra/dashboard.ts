import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, type IWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

import type { Measures } from './measures.ts';

export interface Shown {
  readonly measures: Measures;
  readonly queue: IQueue;
  readonly parked: IQueue;
}

/** One page that answers: do webhooks come in, do they reach Bunce, how fast, and what is left behind. Returns its URL. */
export function addDashboard(scope: Construct, id: string, { measures, queue, parked }: Shown): string {
  const dashboard = new Dashboard(scope, id, { defaultInterval: Duration.days(1) });
  dashboard.addWidgets(
    graph('Webhooks by outcome', [measures.each('webhooks')]),
    graph('Webhook received to accepted by Bunce, ms', [measures.each('latency', 'p50'), measures.each('latency', 'p99')]),
    graph('Parked by reason', [measures.each('parked')]),
  );
  dashboard.addWidgets(
    graph('Calls to Bunce by status', [measures.each('bunceCalls')]),
    graph('Calls per webhook', [measures.each('callsPerWebhook', Stats.AVERAGE)]),
    graph('Held back by Bunce', [measures.of('throttled'), measures.of('gateClosed')]),
  );
  dashboard.addWidgets(
    graph('Oldest message, s', [queue.metricApproximateAgeOfOldestMessage(), parked.metricApproximateAgeOfOldestMessage()]),
    graph('Messages waiting and in hand', [
      queue.metricApproximateNumberOfMessagesVisible(),
      queue.metricApproximateNumberOfMessagesNotVisible(),
      parked.metricApproximateNumberOfMessagesVisible(),
    ]),
    graph('Delivered before, unsure, unbound, unfit, stale', [
      measures.of('ledgerHits'),
      measures.each('ambiguous'),
      measures.each('unbound'),
      measures.each('unfit'),
      measures.each('stale'),
    ]),
  );
  const { region } = Stack.of(scope);
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards:name=${dashboard.dashboardName}`;
}

const graph = (title: string, left: IMetric[]): IWidget => new GraphWidget({ title, left, width: 8, height: 6, leftYAxis: { min: 0 } });
