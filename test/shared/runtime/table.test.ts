import { BatchGetItemCommand, type BatchWriteItemCommand, type DynamoDBClient, type PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it, onTestFinished } from 'vitest';

import { createTable, startTableServer } from '../../../local/tables.ts';
import { table } from '../../../shared/runtime/table.ts';

const NOW = Date.UTC(2026, 0, 1);

async function opened(wrap = (client: Pick<DynamoDBClient, 'send'>) => client) {
  const server = await startTableServer();
  onTestFinished(async () => server.close());
  await createTable(server, {
    TableName: 'state',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  return table({ client: wrap(server.client), name: 'state', now: () => NOW, sleep: async () => undefined });
}

const many = (count: number) => Array.from({ length: count }, (_, index) => ({ pk: `item-${index}`, index, text: 'ä', yes: true }));

it('writes and reads more than one request takes, twins included', async () => {
  const state = await opened();
  const items = many(130);
  await state.write([...items, ...items.slice(0, 3)]);
  const read = await state.read([...items, ...items.slice(0, 3)].map(({ pk }) => pk));
  expect(read.size).toBe(130);
  expect(read.get('item-129')).toEqual(items[129]);
});

it('sees nothing that has expired, and lets it be claimed', async () => {
  const state = await opened();
  await state.write([{ pk: 'old', expiresAt: NOW / 1000 - 1 }]);
  expect((await state.read(['old'])).size).toBe(0);
  expect(await state.claim({ pk: 'old', state: 'sending', generation: 0 })).toBe(true);
});

it('gives a claim to one, and what an earlier generation parked to the next', async () => {
  const state = await opened();
  const item = { pk: 'x', state: 'parked', generation: 0 };
  expect(await Promise.all([state.claim(item), state.claim(item)])).toEqual(expect.arrayContaining([true, false]));
  expect(await state.claim({ ...item, generation: 0 }, { state: 'parked', generation: 0 })).toBe(false);
  expect(await state.claim({ ...item, generation: 1 }, { state: 'parked', generation: 1 })).toBe(true);
});

it('knows its own claim when the answer was lost and the request repeated', async () => {
  const state = await opened((client) => ({
    // As the SDK does of itself when the connection breaks after DynamoDB took the item.
    send: async (command: PutItemCommand) => {
      await client.send(command);
      return client.send(command);
    },
  }));
  expect(await state.claim({ pk: 'x', state: 'sending', generation: 0 })).toBe(true);
  expect(await state.claim({ pk: 'x', state: 'sending', generation: 0 })).toBe(false);
});

it('asks again for what DynamoDB leaves unprocessed', async () => {
  let asked = 0;
  const state = await opened((client) => ({
    send: async (command: BatchGetItemCommand | BatchWriteItemCommand) => {
      asked += 1;
      const [name = '', all] = Object.entries(command.input.RequestItems ?? {})[0] ?? [];
      if (asked === 1) return { UnprocessedItems: { [name]: all } };
      if (asked === 3) return { UnprocessedKeys: { [name]: all } };
      return command instanceof BatchGetItemCommand ? client.send(command) : client.send(command);
    },
  }));
  await state.write(many(2));
  expect((await state.read(['item-0', 'item-1'])).size).toBe(2);
  expect(asked).toBe(4);
});

it('fails rather than leave something unprocessed', async () => {
  const state = await opened(() => ({
    send: async (command: BatchWriteItemCommand) => ({ UnprocessedItems: command.input.RequestItems }),
  }));
  await expect(state.write(many(1))).rejects.toThrow(/unprocessed/);
});
