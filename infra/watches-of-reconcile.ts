import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

import type { Settled } from '../shared/config/config.ts';
import { lookedBack, RING } from '../shared/config/reconcile-settings.ts';
import { secondsIn } from '../shared/runtime/duration.ts';
import type { Watch } from './alarms.ts';
import type { Metrics } from './metrics.ts';
import { namesOf } from './names.ts';
import { sum } from './watches.ts';

export interface WatchedReconcile {
  readonly metrics: Metrics;
  readonly config: Settled;
  readonly reconcile: IFunction;
}

/** What is watched of the comparison that runs by itself. */
export function watchesOfReconcile({ metrics, config, reconcile }: WatchedReconcile): readonly Watch[] {
  const all = Object.entries(config.reconcile ?? {}).map(([name, every]) => ({ name, every: secondsIn(every) }));
  return [
    {
      id: 'Reconcile',
      severity: 'mail',
      metric: sum({ errors: reconcile.metricErrors(), throttles: reconcile.metricThrottles() }, HOUR),
      from: 1,
      // Of whichever provider it was.
      periods: untilTheNext(Math.max(...all.map(({ every }) => every))),
      means:
        'What providers say happened could not be compared with what came: its log says of which, and why; or Lambda did not start it.',
      section: 'reconciling-fails',
      command: `reconcile --provider ${all.length === 1 ? all[0]?.name : '<provider>'} --since 2d`,
    },
    ...all.map(({ name, every }): Watch => ({
      id: namesOf(name).missingFound,
      severity: 'mail',
      metric: metrics.of('missingFound', { dimensions: { provider: name }, statistic: Stats.MAXIMUM }).with({ period: HOUR }),
      from: 1,
      periods: untilTheNext(every),
      means: `${name} tells of webhooks that never came: what they tell is not in Bunce.`,
      section: 'webhooks-are-missing',
      command: `reconcile --provider ${name} --since ${daysBack(lookedBack({ every, delivery: config.delivery }))}d`,
    })),
  ];
}

/** A run measures once: its alarm is not over before the next has measured. */
const HOUR = Duration.hours(1);

/** Who is due waits for a ring. CloudWatch looks back 7 days at most. */
const untilTheNext = (every: number): NonNullable<Watch['periods']> => ({
  bad: 1,
  of: Math.min(7 * 24, Math.ceil((every + RING) / HOUR.toSeconds()) + 1),
});

/** A mail may be read a few days later; the command line takes 29. */
const daysBack = (seconds: number): number => Math.min(29, Math.ceil(seconds / 86_400) + 4);
