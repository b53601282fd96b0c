import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { createTable, startTableServer } from '../../local/tables.ts';

const complaints: unknown[] = [];
const complain = (error: unknown): void => void complaints.push(error);
beforeAll(() => void process.on('uncaughtException', complain));
afterAll(() => void process.off('uncaughtException', complain));

const key = { AttributeName: 'pk' };
const TABLE: CreateTableCommandInput = {
  TableName: 'state',
  AttributeDefinitions: [{ ...key, AttributeType: 'S' }],
  KeySchema: [{ ...key, KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
};

/** A large write, as the SDK sends it. */
function written(): string {
  const Expression = { UpdateExpression: 'SET x = :x', ExpressionAttributeValues: { ':x': { S: 'y'.repeat(300_000) } } };
  const body = JSON.stringify({ TableName: 'state', Key: { pk: { S: 'a' } }, ...Expression });
  const headers = {
    host: 'here',
    'x-amz-target': 'DynamoDB_20120810.UpdateItem',
    'content-type': 'application/x-amz-json-1.0',
    authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=x',
    'x-amz-date': '20260101T000000Z',
    'content-length': String(body.length),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST / HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

it('ends after what it is at, also where the caller has gone meanwhile', async () => {
  for (let round = 0; round < 24; round += 1) {
    const server = await startTableServer();
    await createTable(server, TABLE);
    const socket = connect(Number(new URL(server.endpoint).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(written());
    // As long as it takes to be read, or a little less or more.
    await pause(1 + (round % 12));
    socket.destroy();
    await server.close();
  }
  await pause(100);
  expect(complaints.filter((error) => String(error).includes('Database is closed'))).toEqual([]);
});
