import { CreateQueueCommand, GetQueueAttributesCommand, type QueueAttributeName, SQSClient } from '@aws-sdk/client-sqs';

import { CREDENTIALS, REGION } from './lambda/environment.ts';
import { embeddedQueues } from './queue-server.ts';

export interface QueueServer {
  readonly endpoint: string;
  readonly client: SQSClient;
  close(): Promise<void>;
}

/** The embedded SQS, in memory and on loopback; or the server at `endpoint`, which is left running at the end. */
export async function startQueueServer(endpoint?: string): Promise<QueueServer> {
  const app = endpoint ? undefined : embeddedQueues(REGION);
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

/** Creates the queue; an outside server may have it already, but not with other attributes. */
export async function createQueue({ client, endpoint }: QueueServer, { name, attributes }: QueueDefinition): Promise<Queue> {
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  // Servers put host names of their own into queue URLs; only the path counts.
  const url = new URL(new URL(QueueUrl).pathname, endpoint).href;
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }));
  return { name, url, arn: Attributes?.QueueArn ?? '' };
}
