import type { MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';

import { asked, using } from './ask.ts';

interface Asked {
  readonly queries: MetricDataQuery[];
  /** Milliseconds before now. */
  readonly since: number;
}

/** What CloudWatch holds, page by page. */
export async function metricData({ queries: MetricDataQueries, since }: Asked): Promise<readonly MetricDataResult[]> {
  const { CloudWatchClient, paginateGetMetricData } = await import('@aws-sdk/client-cloudwatch');
  const [StartTime, EndTime] = [new Date(Date.now() - since), new Date()];
  return using(new CloudWatchClient({ maxAttempts: 2 }), async (client) =>
    asked(
      'cloudwatch:GetMetricData',
      (async () => {
        const found: MetricDataResult[] = [];
        const pages = paginateGetMetricData({ client }, { StartTime, EndTime, MetricDataQueries });
        for await (const { MetricDataResults = [] } of pages) found.push(...MetricDataResults);
        return found;
      })(),
    ),
  );
}
