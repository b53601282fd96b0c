import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

import { command } from '../shared/runtime/command.ts';
import type { Settled } from '../shared/config/config.ts';
import { commonSettings } from '../shared/config/selection-of.ts';
import { secondsIn } from '../shared/runtime/duration.ts';
import { packageVersion, runbook } from '../shared/runtime/library.ts';
import { VERSION } from '../shared/runtime/version.ts';
import { addAlarms, type Severity } from './alarms.ts';
import { addDashboard, dashboardUrl } from './dashboard.ts';
import { metricsOf } from './metrics.ts';
import { type Place, serviceOf } from './names.ts';
import { addQueries } from './queries.ts';
import { watchesOf } from './watches.ts';
import { watchesOfReconcile } from './watches-of-reconcile.ts';
import { watchesOfReceivers } from './watches-of-receivers.ts';

export interface Observed {
  readonly config: Settled;
  readonly place: Place;
  readonly topics: Readonly<Record<Severity, ITopic>>;
  readonly queue: Queue;
  readonly parked: Queue;
  readonly table: Table;
  readonly consumer: Function;
  /** By the provider's name in the config. */
  readonly receivers: ReadonlyMap<string, Function>;
  readonly reconcile: Function | undefined;
  /** What the gateway itself answered in place of a receiver. */
  readonly gatewayFaults: Metric;
}

/** Alarms, dashboard and saved queries. Returns the dashboard's URL. */
export function observe(scope: Construct, { config, place, topics, gatewayFaults, reconcile, ...watched }: Observed): string {
  const { receivers, consumer } = watched;
  const service = serviceOf(place);
  const metrics = metricsOf(service);
  const dashboardName = service.replace('/', '-');
  const url = dashboardUrl(scope, dashboardName);
  const runbookUrl = config.runbookUrl ?? runbook();
  const watches = [
    ...watchesOf({ ...watched, metrics, waitForSibling: config.delivery.waitForSibling }),
    ...watchesOfReceivers({ metrics, gatewayFaults, receivers: receiversOf(config, receivers) }),
    ...(reconcile ? watchesOfReconcile({ metrics, config, reconcile }) : []),
  ];
  const flags = flagsOf(config.stage, place);
  const alarms = addAlarms(scope, watches, { topics, runbookUrl, dashboardUrl: url, commandOf: (words) => command(`${words}${flags}`) });
  addDashboard(scope, 'Dashboard', {
    ...watched,
    metrics,
    dashboardName,
    alarms,
    runbookUrl,
    version: `bunce-sync ${packageVersion()}, commit ${VERSION}`,
  });
  const groups = [...receivers.values()].map(({ logGroup }) => logGroup);
  addQueries(scope, { service, receivers: groups, consumer: consumer.logGroup, reconcile: reconcile?.logGroup });
  return url;
}

const receiversOf = ({ providers }: Settled, receivers: Observed['receivers']) =>
  [...receivers].map(([name, receiver]) => {
    const { quiet } = commonSettings(providers[name]);
    return { name, receiver, quiet: quiet === undefined ? undefined : secondsIn(quiet) };
  });

/** As the command line takes them; deploy tells the profile it was given. */
function flagsOf(stage: string, place: Place): string {
  const profile = process.env['BUNCE_SYNC_PROFILE'];
  const where = place.instance === '' ? ` --stage ${stage}` : ` --stack ${serviceOf(place)}`;
  return `${where}${profile ? ` --profile ${profile}` : ''}`;
}
