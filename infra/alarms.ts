import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IAlarm,
  type IMetric,
  type MathExpression,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** `page` wakes somebody: webhooks are being refused, or nothing reaches Bunce. `mail` can wait for the morning. */
export type Severity = 'page' | 'mail';

/** What is watched, and what it means when it rings. */
export interface Watch {
  /** Its alarm is called by it, and never otherwise: an alarm that is renamed is another one. */
  readonly id: string;
  readonly severity: Severity;
  readonly metric: Metric | MathExpression;
  /** Rings at this value and above; `below`: at less than this, and where nothing was measured. */
  readonly from: number;
  readonly below?: boolean;
  /** Of so many periods in a row so many must be bad; default: one of one. */
  readonly periods?: { readonly bad: number; readonly of: number };
  readonly means: string;
  /** Of docs/operations.md. */
  readonly section: string;
  /** Of the command line, without stage and profile. */
  readonly command: string;
}

export interface Ringing {
  readonly topics: Readonly<Record<Severity, ITopic>>;
  /** The page that alarms lead to. */
  readonly runbookUrl: string;
  readonly dashboardUrl: string;
  /** A command as an operator of this very stack types it. */
  commandOf(words: string): string;
}

/** Each rings at its topic, says there that it is over, and tells where to look and what to run. */
export const addAlarms = (scope: Construct, watches: readonly Watch[], ringing: Ringing): readonly IAlarm[] =>
  watches.map((watch) => addAlarm(scope, watch, ringing));

function addAlarm(scope: Construct, watch: Watch, { topics, ...about }: Ringing): IAlarm {
  const { id, severity, metric, from, below = false, periods = { bad: 1, of: 1 } } = watch;
  const alarm = new Alarm(scope, `${id}Alarm`, {
    metric,
    threshold: from,
    comparisonOperator: below ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: periods.of,
    datapointsToAlarm: periods.bad,
    treatMissingData: below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    alarmDescription: describe(watch, about),
  });
  const action = new SnsAction(topics[severity]);
  alarm.addAlarmAction(action);
  alarm.addOkAction(action);
  return alarm;
}

/** At most 1024 characters, says CloudWatch. */
const describe = ({ means, section, command }: Watch, { runbookUrl, dashboardUrl, commandOf }: Omit<Ringing, 'topics'>): string =>
  [means, `What to do: ${runbookUrl}#${section}`, `Dashboard: ${dashboardUrl}`, `Run: ${commandOf(command)}`].join('\n');

/** What most alarms look at: long enough that metrics are there, short enough to act. */
export const PERIOD = Duration.minutes(5);

export type Named = Readonly<Record<string, IMetric>>;
