import { Duration, Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  DashboardVariable,
  DefaultValue,
  type IAlarm,
  TextWidget,
  Values,
  VariableInputType,
  VariableType,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

import { arrivals } from './dashboard-arrivals.ts';
import { deliveries, leftovers, resources, type Shown } from './dashboard-rows.ts';
import { chunked } from '../shared/runtime/chunked.ts';

export interface Board extends Shown {
  readonly dashboardName: string;
  readonly alarms: readonly IAlarm[];
  readonly runbookUrl: string;
  /** Deployed: the package's and the team's commit. */
  readonly version: string;
}

/** One page that answers: does anything ring, do webhooks come in, do they reach Bunce, how fast, and what is left behind. */
export function addDashboard(scope: Construct, id: string, { dashboardName, alarms, runbookUrl, version, ...shown }: Board): void {
  const [first = ''] = shown.receivers.keys();
  const dashboard = new Dashboard(scope, id, {
    dashboardName,
    defaultInterval: Duration.days(1),
    variables: [
      new DashboardVariable({
        id: 'provider',
        label: 'Provider',
        type: VariableType.PROPERTY,
        value: 'provider',
        inputType: VariableInputType.SELECT,
        values: Values.fromValues(...[...shown.receivers.keys()].map((value) => ({ value }))),
        defaultValue: DefaultValue.value(first),
      }),
    ],
  });
  dashboard.addWidgets(
    ...chunked(alarms, MOST_ALARMS).map((some) => new AlarmStatusWidget({ title: 'Alarms', alarms: [...some], width: 16, height: 4 })),
    new TextWidget({ markdown: guide(runbookUrl, version), width: 8, height: 4 }),
  );
  for (const row of [arrivals(shown), deliveries(shown), leftovers(shown), resources(shown)]) dashboard.addWidgets(...row);
}

/** Alarms that one widget shows. */
const MOST_ALARMS = 100;

const SECTIONS = [
  ['A webhook is missing', 'a-webhook-is-missing'],
  ['Parked webhooks', 'parked-webhooks'],
  ['The queue is old', 'the-queue-is-old'],
  ['Mistrusted webhooks', 'mistrusted-webhooks'],
  ['All questions', 'questions'],
] as const;

const guide = (runbookUrl: string, version: string): string =>
  [`Deployed: ${version}`, '', ...SECTIONS.map(([title, section]) => `- [${title}](${runbookUrl}#${section})`)].join('\n');

/** By the name that the dashboard has: alarms tell it before there is one. */
export function dashboardUrl(scope: Construct, name: string): string {
  const { region } = Stack.of(scope);
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards:name=${name}`;
}
