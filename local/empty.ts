import { BatchWriteItemCommand, DescribeTableCommand, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { PurgeQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';

import { depth } from './depth.ts';

/** How many messages there were, those in hand included. */
export async function emptyQueue(client: SQSClient, url: string): Promise<number> {
  const count = await depth(client, url);
  await client.send(new PurgeQueueCommand({ QueueUrl: url }));
  return count;
}

/** Items in one request. */
const AT_ONCE = 25;

/** How many items there were. */
export async function emptyTable(client: DynamoDBClient, TableName: string): Promise<number> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const names = (Table?.KeySchema ?? []).flatMap(({ AttributeName }) => AttributeName ?? []);
  let count = 0;
  const pages = paginateScan({ client, pageSize: AT_ONCE }, { TableName, ConsistentRead: true });
  for await (const { Items = [] } of pages) {
    const requests = Items.map((item) => ({
      DeleteRequest: { Key: Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]]] : []))) },
    }));
    if (requests.length > 0) await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
    count += requests.length;
  }
  return count;
}

const Listed = z.array(z.unknown());

/** How much the simulator of Bunce knew; what events and attributes are called stays. */
export async function emptySimulator(origin: string): Promise<{ readonly customers: number; readonly events: number }> {
  const count = async (what: string): Promise<number> => Listed.parse(await (await fetch(`${origin}/_simulator/${what}`)).json()).length;
  const counts = { customers: await count('customers'), events: await count('events') };
  await fetch(`${origin}/_simulator/reset`, { method: 'POST' });
  return counts;
}
