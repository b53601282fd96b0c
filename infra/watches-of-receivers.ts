import { Duration } from 'aws-cdk-lib';
import { MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

import type { Watch } from './alarms.ts';
import type { Metrics } from './metrics.ts';
import { chunked } from '../shared/runtime/chunked.ts';
import { sum } from './watches.ts';

export interface WatchedReceiver {
  /** In the config. */
  readonly name: string;
  readonly receiver: IFunction;
  /** Seconds without a verified webhook that are silence. */
  readonly quiet: number | undefined;
}

export interface WatchedReceivers {
  readonly metrics: Metrics;
  readonly gatewayFaults: Metric;
  readonly receivers: readonly WatchedReceiver[];
}

/** What is watched of the way in: nothing of it rings for what a stranger sends, save a flood that shuts others out. */
export const watchesOfReceivers = ({ metrics, gatewayFaults, receivers }: WatchedReceivers): readonly Watch[] => [
  {
    id: 'Gateway',
    severity: 'page',
    metric: gatewayFaults,
    from: 1,
    means:
      'The gateway turned webhooks away by itself: too many at once, or no answer of the function behind it. Providers send them again.',
    section: 'the-gateway-turns-webhooks-away',
    command: 'doctor',
  },
  ...throttles(receivers),
  {
    id: 'Untaken',
    severity: 'page',
    metric: metrics.of('untaken'),
    from: 1,
    means: 'A webhook could not be taken (too large, no queue, no look-up, an unreadable secret); its provider still has it.',
    section: 'webhooks-not-taken',
    command: 'doctor',
  },
  ...receivers.flatMap((each) => ofAProvider(each, metrics)),
];

/** As many metrics as CloudWatch takes in one alarm. */
const MOST = 10;

function throttles(receivers: readonly WatchedReceiver[]): readonly Watch[] {
  return chunked(receivers, MOST).map((group, at) => ({
    id: `Throttles${at === 0 ? '' : at + 1}`,
    severity: 'page',
    metric: sum(Object.fromEntries(group.map(({ receiver }, index) => [`m${index}`, receiver.metricThrottles()]))),
    from: 1,
    means: 'Lambda did not start a receiver, for too many functions run at once in this account. Providers send those webhooks again.',
    section: 'receivers-are-throttled',
    command: 'doctor',
  }));
}

/** The longest period in which a secret that is wrong from the start shows with one webhook. */
const TRUST = Duration.hours(6);

function ofAProvider({ name, receiver, quiet }: WatchedReceiver, metrics: Metrics): readonly Watch[] {
  const good = metrics.of('trusted', { dimensions: { provider: name } });
  const bad = metrics.of('mistrusted', { dimensions: { provider: name } });
  const mistrusted: Watch = {
    id: `${receiver.node.id}Mistrusted`,
    severity: 'mail',
    metric: new MathExpression({
      expression: 'IF(FILL(bad, 0) > FILL(good, 0), FILL(bad, 0), 0)',
      usingMetrics: { bad, good },
      period: TRUST,
    }),
    from: 1,
    means: `In 6 hours more webhooks of ${name} were refused for a wrong or stale signature than verified: its secret here is probably wrong.`,
    section: 'mistrusted-webhooks',
    command: `connect ${name}`,
  };
  return quiet === undefined ? [mistrusted] : [mistrusted, silence({ name, receiver, quiet }, good)];
}

/** By the hour, so that CloudWatch has as many values as it asks for, whatever came before. */
function silence({ name, receiver, quiet }: WatchedReceiver & { readonly quiet: number }, good: Metric): Watch {
  const hours = Math.ceil(quiet / 3600);
  return {
    id: `${receiver.node.id}Silence`,
    severity: 'mail',
    metric: new MathExpression({ expression: 'FILL(good, 0)', usingMetrics: { good }, period: Duration.hours(1) }),
    from: 1,
    below: true,
    periods: { bad: hours, of: hours },
    means: `No webhook of ${name} was verified for ${hours} hours.`,
    section: 'a-provider-is-silent',
    command: `connect ${name}`,
  };
}
