import { CfnOutput } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

import { addConsumer } from './consumer.ts';
import { webhookApi } from './gateway.ts';
import { host } from './hosting.ts';
import { judge } from './judge.ts';
import { MARK, serviceOf } from './names.ts';
import { markNotForAws } from './not-for-aws.ts';
import { observe } from './observe.ts';
import { placeOf } from './place.ts';
import { prepare, type BunceSyncProps } from './prepare.ts';
import { addReconcile } from './reconcile.ts';
import { addReceivers } from './receivers.ts';
import { emptySecret, storageOf } from './storage.ts';
import { alarmTopic } from './topic.ts';
import { packageVersion } from '../shared/runtime/library.ts';

/** All that takes webhooks and delivers them to Bunce, in whatever stack it is put. Throws a ConfigError for what the config gets wrong. */
export class BunceSync extends Construct {
  readonly api: HttpApi;
  readonly queue: Queue;
  /** Webhooks that wait for a decision. */
  readonly parkedQueue: Queue;
  readonly table: Table;
  readonly alarmTopics: { readonly page: Topic; readonly mail: Topic };
  /** For a stack that holds nothing else. */
  readonly description: string;

  constructor(scope: Construct, id: string, props: BunceSyncProps) {
    super(scope, id);
    const { config, providers, code, forAws } = prepare(props);
    const place = placeOf(this);
    const service = serviceOf(place);
    const output = (name: string, value: string): void =>
      new CfnOutput(this, name, { value }).overrideLogicalId(`${place.instance}${name}`);

    const { parked, queue, table } = storageOf(this, { deletionProtection: config.stage !== 'default' });
    const gateway = webhookApi(this, { name: service, domain: config.domain });
    const { api, target, faults: gatewayFaults } = gateway;
    const stored = { queue, parked, table };
    const { receivers, secrets } = addReceivers(this, { providers, config, code, service, gateway, ...stored, output });

    const secret = emptySecret(this, 'BunceSecret', `${service}: the key of Bunce's API`);
    const consumer = addConsumer(this, { config, bundle: code('consumer'), secret, ...stored });
    const reconcile = addReconcile(this, { config, code, secrets, ...stored });
    // What a receiver writes anew, the consumer must be able to read.
    for (const receiver of receivers.values()) receiver.node.addDependency(consumer);

    const mail = alarmTopic(this, 'Alarms', config.alarmEmail);
    const topics = { mail, page: alarmTopic(this, 'Pages', config.pageEmail ?? config.alarmEmail) };
    const seen = { config, place, topics, ...stored, consumer, receivers, reconcile, gatewayFaults };
    output('DashboardUrl', observe(this, seen));
    output('AlarmTopicArn', mail.topicArn);
    output('PageTopicArn', topics.page.topicArn);
    const held = { QueueUrl: queue.queueUrl, ParkedQueueUrl: parked.queueUrl, TableName: table.tableName, ...target };
    const told = { SecretArnBunce: secret.secretArn, ...held, [MARK]: config.stage, Version: packageVersion() };
    for (const [name, value] of Object.entries(told)) output(name, value);
    host(this, { ...config, api });
    if (!forAws) markNotForAws(this);
    judge(this);

    [this.api, this.queue, this.parkedQueue, this.table] = [api, queue, parked, table];
    this.alarmTopics = topics;
    this.description = `${forAws ? '' : 'NOT FOR AWS. '}bunce-sync, stage ${config.stage}: webhooks of ${[...receivers.keys()].join(', ')} to Bunce`;
  }
}
