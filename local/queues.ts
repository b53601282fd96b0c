import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

import { rewriteQueues } from './kept.ts';
import { CREDENTIALS, REGION } from './lambda/environment.ts';
import { embeddedQueues } from './queue-server.ts';
import { unlimited } from './stop-limit.ts';

export interface QueueServer {
  readonly endpoint: string;
  readonly client: SQSClient;
  close(): Promise<void>;
}

/**
 * The embedded SQS on loopback, in memory unless it is kept in a folder; or the server at `endpoint`, which is left running at the end.
 * The folder holds nothing that was deleted, neither when it begins nor when it has ended.
 */
export async function startQueueServer(endpoint?: string, keptIn?: string): Promise<QueueServer> {
  if (keptIn !== undefined) rewriteQueues(keptIn);
  const app = endpoint ? undefined : embeddedQueues(REGION, keptIn);
  const url = endpoint ?? (await app?.listen({ port: 0, host: '127.0.0.1' })) ?? '';
  const client = new SQSClient({ endpoint: url, region: REGION, credentials: CREDENTIALS, useQueueUrlAsEndpoint: false });
  return {
    endpoint: url,
    client,
    async close() {
      client.destroy();
      await app?.close();
      if (keptIn !== undefined) await unlimited('writing the kept queue anew, without what was deleted', () => rewriteQueues(keptIn));
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
  const { QueueUrl = '' } = await client
    .send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }))
    .catch(async (error: unknown) => changed(client, { name, attributes, error }));
  // Servers put host names of their own into queue URLs; only the path counts.
  const url = new URL(new URL(QueueUrl).pathname, endpoint).href;
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }));
  return { name, url, arn: Attributes?.QueueArn ?? '' };
}

/** One that was kept has the attributes of an older template. */
async function changed(
  client: SQSClient,
  { name, attributes, error }: QueueDefinition & { readonly error: unknown },
): Promise<{ QueueUrl?: string }> {
  if (!(error instanceof Error) || !/QueueAlreadyExists|QueueNameExists/.test(error.name)) throw error;
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
  const { FifoQueue: _, ...Attributes } = attributes;
  await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  return QueueUrl === undefined ? {} : { QueueUrl };
}
