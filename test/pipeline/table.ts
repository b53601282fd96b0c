import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';

import { CREDENTIALS, REGION } from '../../local/lambda/environment.ts';
import type { LocalRun } from '../../local/local-run.ts';

/** All that the stack's table holds, as text. */
export async function tableText({ environment, tables }: LocalRun): Promise<string> {
  const client = new DynamoDBClient({ region: REGION, credentials: CREDENTIALS, endpoint: environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? '' });
  return JSON.stringify((await client.send(new ScanCommand({ TableName: tables['State'] ?? '' }))).Items);
}
