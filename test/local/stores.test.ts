import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, it, onTestFinished } from 'vitest';

import { CREDENTIALS, REGION } from '../../local/lambda/environment.ts';
import { secretArn, startSecretStore } from '../../local/secrets.ts';
import { createTable, startTableServer } from '../../local/tables.ts';

it('keeps items in a table of the template', async () => {
  const server = await startTableServer();
  onTestFinished(async () => server.close());
  await createTable(server, {
    TableName: 'people',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  await server.client.send(new PutItemCommand({ TableName: 'people', Item: { pk: { S: 'a' }, n: { N: '1' } } }));
  const { Item } = await server.client.send(new GetItemCommand({ TableName: 'people', Key: { pk: { S: 'a' } } }));
  expect(Item).toEqual({ pk: { S: 'a' }, n: { N: '1' } });
});

it('gives and takes secrets by name and by ARN', async () => {
  const store = await startSecretStore(new Map([['shop', 'one']]));
  onTestFinished(async () => store.close());
  const client = new SecretsManagerClient({ endpoint: store.endpoint, region: REGION, credentials: CREDENTIALS });
  expect(await client.send(new GetSecretValueCommand({ SecretId: 'shop' }))).toMatchObject({ SecretString: 'one' });
  await client.send(new PutSecretValueCommand({ SecretId: secretArn('shop'), SecretString: 'two' }));
  expect(await client.send(new GetSecretValueCommand({ SecretId: secretArn('shop') }))).toMatchObject({ SecretString: 'two' });
  await expect(client.send(new GetSecretValueCommand({ SecretId: 'other' }))).rejects.toThrow(/can't find/);
});
