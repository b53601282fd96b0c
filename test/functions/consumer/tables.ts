import { onTestFinished } from 'vitest';

import { createTable, startTableServer } from '../../../local/tables.ts';
import { table } from '../../../shared/runtime/table.ts';

/** An empty table as the stack has it. */
export async function openTable() {
  const server = await startTableServer();
  onTestFinished(async () => server.close());
  await createTable(server, {
    TableName: 'state',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  return server;
}

/** The same, as the consumer speaks to it. */
export async function openState() {
  const { client } = await openTable();
  return table({ client, name: 'state', sleep: async () => undefined });
}
