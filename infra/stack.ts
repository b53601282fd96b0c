import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

import type { Settled } from '../shared/config/config.ts';
import { addAlarms } from './alarms.ts';
import type { Code } from './bundle.ts';
import { addDashboard } from './dashboard.ts';
import { addRoute, webhookApi } from './gateway.ts';
import { mayKeep, mayRead, maySend } from './grants.ts';
import { emptySecret, fifoQueue, stateTable } from './storage.ts';
import { metricsOf } from './metrics.ts';
import { namesOf } from './names.ts';
import { nodeFunction } from './node-function.ts';
import { addReceiver } from './receiver.ts';
import { addSource } from './source.ts';
import { alarmTopic } from './topic.ts';

export interface BunceSyncProps {
  readonly config: Settled;
  readonly providers: readonly string[];
  readonly code: Code;
}

/** All that exists in AWS. */
export class BunceSync extends Stack {
  constructor(scope: Construct, id: string, { config, providers, code }: BunceSyncProps) {
    super(scope, id, { description: `bunce-sync, stage ${config.stage}: webhooks of ${providers.join(', ')} to Bunce` });
    const output = (name: string, value: string): CfnOutput => new CfnOutput(this, name, { value });

    const parked = fifoQueue(this, 'Parked');
    const queue = fifoQueue(this, 'Queue', parked);
    const table = stateTable(this, 'State');
    const api = webhookApi(this, 'Api', id);
    const receivers = new Map<string, IFunction>();

    for (const name of providers) {
      const names = namesOf(name);
      const secret = emptySecret(this, names.secret, `${id}: what ${name} signs with`);
      const receiver = addReceiver(this, { name, config, bundle: code(name), secret, queue, parked });
      addRoute(api, { path: `/webhooks/${name}`, to: receiver });
      receivers.set(name, receiver);
      output(names.outputs.url, `${api.apiEndpoint}/webhooks/${name}`);
      output(names.outputs.secret, secret.secretArn);
    }

    const secret = emptySecret(this, 'BunceSecret', `${id}: the key of Bunce's API`);
    const bunce = { STAGE: config.stage, BUNCE_BASE_URL: config.bunce.baseUrl, BUNCE_SECRET_ID: secret.secretArn };
    const consumer = nodeFunction(this, 'Consumer', {
      description: 'Delivers to Bunce what is queued',
      bundle: code('consumer'),
      timeout: Duration.seconds(60),
      memorySize: 256,
      environment: { QUEUE_URL: queue.queueUrl, PARKED_QUEUE_URL: parked.queueUrl, ...bunce, TABLE_NAME: table.tableName },
    });
    maySend(consumer, [queue, parked]);
    mayKeep(consumer, table);
    mayRead(consumer, secret);
    addSource(consumer, queue);
    // What a receiver writes anew, the consumer must be able to read.
    for (const receiver of receivers.values()) receiver.node.addDependency(consumer);

    const metrics = metricsOf(id);
    const topic = alarmTopic(this, 'Alarms', config.alarmEmail);
    addAlarms(this, { topic, metrics, queue, parked, consumer, receivers });
    output('DashboardUrl', addDashboard(this, 'Dashboard', { metrics, queue, parked }));
    output('AlarmTopicArn', topic.topicArn);
    output('SecretArnBunce', secret.secretArn);
    output('QueueUrl', queue.queueUrl);
    output('ParkedQueueUrl', parked.queueUrl);
    output('TableName', table.tableName);
  }
}
