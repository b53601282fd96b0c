import { GraphWidget, type IWidget, LogQueryVisualizationType, LogQueryWidget } from 'aws-cdk-lib/aws-cloudwatch';

import { graph, type Shown, WIDTH } from './dashboard-rows.ts';
import { chunked } from '../shared/runtime/chunked.ts';
import { MOST_GROUPS } from './queries.ts';

const OUTCOMES = ['accepted', 'ignored', 'refused', 'unreadable', 'oversized', 'unavailable'] as const;

/** What comes in: of all, of the provider that is chosen, and when each was heard of last. */
export const arrivals = ({ metrics, receivers }: Shown): readonly IWidget[] => {
  const [provider = ''] = receivers.keys();
  const counted = (outcome: string) => metrics.of('webhooks', { dimensions: { provider, outcome } });
  return [
    graph('Webhooks by provider and outcome', [metrics.each('webhooks')]),
    new GraphWidget({
      title: 'Webhooks of the chosen provider',
      left: OUTCOMES.map((outcome) => counted(outcome).with({ label: outcome })),
      right: ['trusted', 'mistrusted'].map((name) => metrics.of(name, { dimensions: { provider } })),
      width: WIDTH,
      height: 6,
    }),
    ...chunked([...receivers.values()], MOST_GROUPS).map(
      (some) =>
        new LogQueryWidget({
          title: 'Last seen',
          view: LogQueryVisualizationType.TABLE,
          logGroupNames: some.map(({ logGroup }) => logGroup.logGroupName),
          queryLines: [
            'filter message in ["accepted", "ignored"]',
            'stats max(@timestamp) as lastSeen, count(*) as webhooks by function',
            'sort lastSeen asc',
          ],
          width: WIDTH,
          height: 6,
        }),
    ),
  ];
};
