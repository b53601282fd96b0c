import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, type IWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

import type { Measures } from './measures.ts';

export interface Shown {
  readonly measures: Measures;
  readonly queue: IQueue;
  readonly parked: IQueue;
}

/** One page that answers: do webhooks come in, do they reach Bunce, how fast, and what is left behind. */
export function addDashboard(scope: Construct, id: string, { measures, queue, parked }: Shown): Dashboard {
  const dashboard = new Dashboard(scope, id, { defaultInterval: Duration.days(1) });
  const latency = measures.of('latency');
  const perWebhook = measures.of('callsPerWebhook');
  dashboard.addWidgets(
    graph('Webhooks by outcome', [measures.each('webhooks', ['provider', 'outcome'])]),
    graph('Webhook received to accepted by Bunce, ms', [latency.with({ statistic: 'p50' }), latency.with({ statistic: 'p99' })]),
    graph('Parked by reason', [measures.each('parked', ['reason'])]),
  );
  dashboard.addWidgets(
    graph('Calls to Bunce by status', [measures.each('bunceCalls', ['call', 'status'])]),
    graph('Calls per webhook', [perWebhook.with({ statistic: Stats.AVERAGE })]),
    graph('Held back by Bunce', [measures.of('throttled'), measures.of('gateClosed')]),
  );
  dashboard.addWidgets(
    graph('Oldest message, s', [queue.metricApproximateAgeOfOldestMessage(), parked.metricApproximateAgeOfOldestMessage()]),
    graph('Messages waiting and in hand', [
      queue.metricApproximateNumberOfMessagesVisible(),
      queue.metricApproximateNumberOfMessagesNotVisible(),
      parked.metricApproximateNumberOfMessagesVisible(),
    ]),
    graph('Delivered before, unsure, unbound', [measures.of('ledgerHits'), measures.of('ambiguous'), measures.each('unbound', ['event'])]),
  );
  return dashboard;
}

const graph = (title: string, left: IMetric[]): IWidget => new GraphWidget({ title, left, width: 8, height: 6, leftYAxis: { min: 0 } });
