import { BatchGetItemCommand, DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it, onTestFinished } from 'vitest';

import { countUnits } from '../../bench/units.ts';
import { createTable, startTableServer } from '../../local/tables.ts';

async function counting() {
  const server = await startTableServer();
  const proxy = await countUnits(server.endpoint);
  const client = new DynamoDBClient({ endpoint: proxy.url, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  onTestFinished(async () => {
    client.destroy();
    await proxy.close();
    await server.close();
  });
  await createTable(server, {
    TableName: 'units',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  const put = async (pk: string, bytes: number) =>
    client.send(new PutItemCommand({ TableName: 'units', Item: { pk: { S: pk }, text: { S: 'x'.repeat(bytes) } } }));
  const get = async (ConsistentRead: boolean, ...keys: readonly string[]) =>
    client.send(new BatchGetItemCommand({ RequestItems: { units: { Keys: keys.map((pk) => ({ pk: { S: pk } })), ConsistentRead } } }));
  return { ...proxy, client, put, get };
}

it('a write costs a unit for each begun kilobyte of the item', async () => {
  const { put, counted } = await counting();
  await put('small', 500);
  expect(counted()).toMatchObject({ requests: 1, writes: 1, reads: 0 });
  await put('large', 1500);
  expect(counted()).toMatchObject({ requests: 1, writes: 2 });
});

it('a read costs a unit for each begun four kilobytes, half of it where it may be old, and the same where nothing is', async () => {
  const { put, get, counted } = await counting();
  await put('small', 500);
  await put('large', 5000);
  counted();
  await get(true, 'small', 'large', 'none');
  expect(counted()).toMatchObject({ requests: 1, writes: 0, reads: 1 + 2 + 1 });
  await get(false, 'small', 'large', 'none');
  expect(counted()).toMatchObject({ requests: 1, reads: 0.5 + 1 + 0.5 });
});

it('a condition that fails costs a unit', async () => {
  const { client, put, counted } = await counting();
  await put('there', 10);
  counted();
  const asked = client.send(
    new UpdateItemCommand({
      TableName: 'units',
      Key: { pk: { S: 'there' } },
      UpdateExpression: 'SET a = :a',
      ConditionExpression: 'attribute_not_exists(pk)',
      ExpressionAttributeValues: { ':a': { S: '1' } },
    }),
  );
  await expect(asked).rejects.toThrow();
  expect(counted()).toMatchObject({ requests: 1, writes: 1 });
});
