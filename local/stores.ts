import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';

import { ACCOUNT, REGION } from './lambda/environment.ts';
import { createQueue, type Queue, type QueueServer } from './queues.ts';
import { secretArn } from './secrets.ts';
import { createTable, type TableServer } from './tables.ts';
import { plainName, resourcesOf, type Template } from './template.ts';

/** What the template's resources are here: filled as they come up, read by those that refer to them. */
export interface World {
  readonly template: Template;
  readonly known: Map<string, Readonly<Record<string, string>>>;
}

const QueueProperties = z.object({
  FifoQueue: z.optional(z.boolean()),
  ContentBasedDeduplication: z.optional(z.boolean()),
  DeduplicationScope: z.optional(z.string()),
  DelaySeconds: z.optional(z.number()),
  FifoThroughputLimit: z.optional(z.string()),
  MaximumMessageSize: z.optional(z.number()),
  MessageRetentionPeriod: z.optional(z.number()),
  ReceiveMessageWaitTimeSeconds: z.optional(z.number()),
  VisibilityTimeout: z.optional(z.number()),
});

const Redriven = z.object({ RedrivePolicy: z.optional(z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() })) });

/** Creates the queues and then lets them point at each other. Logical id without hash → queue. */
export async function createQueues(world: World, server: QueueServer): Promise<Readonly<Record<string, Queue>>> {
  const created: Record<string, Queue> = {};
  for (const [id, properties] of resourcesOf(world, { type: 'AWS::SQS::Queue', properties: QueueProperties })) {
    const name = `${world.template.stack}-${plainName(id)}${properties.FifoQueue ? '.fifo' : ''}`;
    const attributes = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, String(value)]));
    const queue = await createQueue(server, { name, attributes });
    world.known.set(id, { Ref: queue.url, QueueUrl: queue.url, Arn: queue.arn, QueueName: name });
    created[plainName(id)] = queue;
  }
  for (const [id, { RedrivePolicy }] of resourcesOf(world, { type: 'AWS::SQS::Queue', properties: Redriven })) {
    const url = created[plainName(id)]?.url;
    const Attributes = { RedrivePolicy: JSON.stringify(RedrivePolicy) };
    if (RedrivePolicy) await server.client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
  }
  return created;
}

const TableProperties = z.object({
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
});

/** Creates the tables by their keys; capacity and expiry have no meaning here. Logical id without hash → name. */
export async function createTables(world: World, server: TableServer): Promise<Readonly<Record<string, string>>> {
  const created: Record<string, string> = {};
  for (const [id, properties] of resourcesOf(world, { type: 'AWS::DynamoDB::Table', properties: TableProperties })) {
    const name = `${world.template.stack}-${plainName(id)}`;
    await createTable(server, { ...properties, TableName: name, BillingMode: 'PAY_PER_REQUEST' });
    world.known.set(id, { Ref: name, Arn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}` });
    created[plainName(id)] = name;
  }
  return created;
}

const SecretProperties = z.object({ SecretString: z.optional(z.string()) });

/** The secrets as the stack creates them, by name. */
export function createSecrets(world: World, values: Map<string, string>): void {
  for (const [id, { SecretString = '' }] of resourcesOf(world, { type: 'AWS::SecretsManager::Secret', properties: SecretProperties })) {
    const name = plainName(id);
    values.set(name, SecretString);
    world.known.set(id, { Ref: secretArn(name), Id: secretArn(name) });
  }
}
