import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

import type { Settled } from '../shared/config/config.ts';
import { mayKeep, mayRead, maySend, mayTake, mayUseKey } from './grants.ts';
import { nodeFunction } from './node-function.ts';
import { addSource } from './source.ts';

export interface ConsumerProps {
  readonly config: Settled;
  /** The folder that holds its bundle. */
  readonly bundle: string;
  /** Of Bunce. */
  readonly secret: Pick<ISecret, 'secretArn'>;
  readonly queue: IQueue;
  readonly parked: IQueue;
  readonly table: Pick<ITable, 'tableArn' | 'tableName'>;
}

/** What takes from the queue and calls Bunce. */
export function addConsumer(scope: Construct, { config, bundle, secret, queue, parked, table }: ConsumerProps): Function {
  const bunce = { STAGE: config.stage, BUNCE_BASE_URL: config.bunce.baseUrl, BUNCE_SECRET_ID: secret.secretArn };
  const consumer = nodeFunction(scope, 'Consumer', {
    description: 'Delivers to Bunce what is queued',
    bundle,
    timeout: Duration.seconds(60),
    memorySize: 256,
    reserved: config.reservedConcurrency?.consumer,
    may: [maySend(queue, parked), mayKeep(table), mayRead(secret), mayTake(queue), ...mayUseKey(config.kmsKeyArn)],
    environment: { QUEUE_URL: queue.queueUrl, PARKED_QUEUE_URL: parked.queueUrl, ...bunce, TABLE_NAME: table.tableName },
  });
  addSource(consumer, queue);
  return consumer;
}
