import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

import type { Settled } from '../shared/runtime/config.ts';
import type { Code } from './bundle.ts';
import { addRoute, webhookApi } from './gateway.ts';
import { emptySecret, fifoQueue, stateTable } from './kept.ts';
import { nodeFunction } from './node-function.ts';

export interface BunceSyncProps {
  readonly config: Settled;
  readonly providers: readonly string[];
  readonly code: Code;
}

export const stackName = (stage: string): string => (stage === 'default' ? 'BunceSync' : `BunceSync-${stage}`);
const pascal = (name: string): string => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

const TAKE = ['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'GetQueueAttributes'].map((action) => `sqs:${action}`);
const KEEP = [
  'GetItem',
  'BatchGetItem',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'ConditionCheckItem',
  'TransactWriteItems',
].map((action) => `dynamodb:${action}`);

/** All that exists in AWS. */
export class BunceSync extends Stack {
  constructor(scope: Construct, id: string, { config, providers, code }: BunceSyncProps) {
    super(scope, id, { description: `bunce-sync (${config.stage}): webhooks of ${providers.join(', ')} to Bunce` });
    const output = (name: string, value: string) => new CfnOutput(this, name, { value });

    const parked = fifoQueue(this, 'Parked');
    const queue = fifoQueue(this, 'Queue', parked);
    const table = stateTable(this, 'State');
    const api = webhookApi(this, 'Api', `bunce-sync ${config.stage}`);
    const queues = { QUEUE_URL: queue.queueUrl, PARKED_QUEUE_URL: parked.queueUrl };

    for (const name of providers) {
      const secret = emptySecret(this, `${pascal(name)}Secret`, `bunce-sync ${config.stage}: what ${name} signs with`);
      const settings = { testEvents: config.testEvents, provider: config.providers[name] ?? {} };
      const receiver = nodeFunction(this, `${pascal(name)}Receiver`, {
        description: `Verifies, maps and queues the webhooks of ${name}`,
        bundle: code(name),
        timeout: Duration.seconds(10),
        memorySize: 512,
        environment: { ...queues, SECRET_ID: secret.secretArn, SETTINGS: JSON.stringify(settings) },
      });
      receiver.addToRolePolicy(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] }));
      receiver.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn, parked.queueArn] }));
      addRoute(api, `/webhooks/${name}`, receiver);
      output(`WebhookUrl${pascal(name)}`, `${api.apiEndpoint}/webhooks/${name}`);
      output(`SecretArn${pascal(name)}`, secret.secretArn);
    }

    const secret = emptySecret(this, 'BunceSecret', `bunce-sync ${config.stage}: the key of Bunce's API`);
    const consumer = nodeFunction(this, 'Consumer', {
      description: 'Delivers what is queued to Bunce',
      bundle: code('consumer'),
      timeout: Duration.seconds(60),
      memorySize: 256,
      environment: {
        ...queues,
        STAGE: config.stage,
        BUNCE_BASE_URL: config.bunce.baseUrl,
        BUNCE_SECRET_ID: secret.secretArn,
        TABLE_NAME: table.tableName,
      },
    });
    consumer.addToRolePolicy(new PolicyStatement({ actions: TAKE, resources: [queue.queueArn] }));
    consumer.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn, parked.queueArn] }));
    consumer.addToRolePolicy(new PolicyStatement({ actions: KEEP, resources: [table.tableArn] }));
    consumer.addToRolePolicy(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] }));
    consumer.addEventSourceMapping('Source', {
      eventSourceArn: queue.queueArn,
      batchSize: 10,
      maxConcurrency: 2,
      reportBatchItemFailures: true,
    });
  }
}
