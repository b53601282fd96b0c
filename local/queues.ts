import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';

import { CREDENTIALS, REGION } from './lambda/environment.ts';

export interface QueueServer {
  readonly endpoint: string;
  readonly client: SQSClient;
  close(): Promise<void>;
}

/** The embedded SQS, in memory and on loopback; or the server at `endpoint`, which is left running at the end. */
export async function startQueueServer(endpoint?: string): Promise<QueueServer> {
  const app = endpoint ? undefined : buildApp({ logger: false, defaultRegion: REGION });
  const url = endpoint ?? (await app?.listen({ port: 0, host: '127.0.0.1' })) ?? '';
  const client = new SQSClient({ endpoint: url, region: REGION, credentials: CREDENTIALS, useQueueUrlAsEndpoint: false });
  return {
    endpoint: url,
    client,
    async close() {
      client.destroy();
      await app?.close();
    },
  };
}

export interface QueueDefinition {
  readonly name: string;
  readonly attributes: Readonly<Partial<Record<QueueAttributeName, string>>>;
}

export interface Queue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
}

/** Creates the queue; one that an outside server already has is brought to these attributes. */
export async function createQueue({ client, endpoint }: QueueServer, { name, attributes }: QueueDefinition): Promise<Queue> {
  const found = await existing(client, name);
  if (found) {
    const { FifoQueue: _, ...settable } = attributes;
    await client.send(new SetQueueAttributesCommand({ QueueUrl: found, Attributes: settable }));
  }
  const { QueueUrl = '' } = found
    ? { QueueUrl: found }
    : await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  // Servers put host names of their own into queue URLs; only the path counts.
  const url = new URL(new URL(QueueUrl).pathname, endpoint).href;
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }));
  return { name, url, arn: Attributes?.QueueArn ?? '' };
}

async function existing(client: SQSClient, name: string): Promise<string | undefined> {
  try {
    return (await client.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl;
  } catch (error) {
    if (error instanceof Error && /NonExistentQueue|QueueDoesNotExist/.test(error.name)) return undefined;
    throw error;
  }
}
