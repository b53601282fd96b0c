import { Duration, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

import type { Settled } from '../shared/config/config.ts';
import { mayCount, mayLook, mayRead, mayReadAll, mayReadByKey } from './grants.ts';
import { RECONCILE } from './names.ts';
import { nodeFunction } from './node-function.ts';

export interface ReconcileProps {
  readonly config: Settled;
  /** The folder of a function's bundle. */
  readonly code: (name: string) => string;
  /** By provider. */
  readonly secrets: ReadonlyMap<string, Pick<ISecret, 'secretArn'>>;
  readonly queue: IQueue;
  readonly parked: IQueue;
  readonly table: Pick<ITable, 'tableArn' | 'tableName'>;
}

/** What compares by itself what providers say happened with what came: one function and one rule, where the config names any. It finds, and sends nothing. */
export function addReconcile(scope: Construct, { config, code, secrets, ...stored }: ReconcileProps): Function | undefined {
  const { reconcile = {}, kmsKeyArn, stage } = config;
  const named = Object.keys(reconcile).flatMap((name) => secrets.get(name) ?? []);
  if (named.length === 0) return undefined;
  const { queue, parked, table } = stored;
  const ids = Object.fromEntries(Object.keys(reconcile).map((name) => [name, secrets.get(name)?.secretArn]));
  const made = nodeFunction(scope, 'Reconcile', {
    description: `Compares what ${Object.keys(reconcile).join(', ')} say happened with what came`,
    bundle: code(RECONCILE),
    timeout: Duration.minutes(15),
    memorySize: 512,
    may: [mayReadAll(table), mayCount(queue), mayLook(parked), ...named.map(mayRead), ...mayReadByKey(kmsKeyArn)],
    environment: {
      STAGE: stage,
      TABLE_NAME: table.tableName,
      QUEUE_URL: queue.queueUrl,
      PARKED_QUEUE_URL: parked.queueUrl,
      SECRET_IDS: Stack.of(scope).toJsonString(ids),
    },
  });
  // What failed is looked at again in the next run, twice as far back.
  made.configureAsyncInvoke({ retryAttempts: 0 });
  new Rule(scope, 'ReconcileRule', { schedule: HOURLY, targets: [new LambdaFunction(made)] });
  return made;
}

/** Who is not due is not compared. Far from the full hour, so that a ring that is early or late is still of its own. */
const HOURLY = Schedule.cron({ minute: '17' });
