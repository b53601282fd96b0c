import { BatchGetItemCommand, type BatchWriteItemCommand, type DynamoDBClient, type UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';

import { table } from '../../../shared/runtime/table.ts';
import type { When } from '../../../shared/runtime/update-expression.ts';
import { openTable } from '../../functions/consumer/tables.ts';

async function opened(wrap = (client: Pick<DynamoDBClient, 'send'>) => client) {
  const server = await openTable();
  return table({ client: wrap(server.client), name: 'state', sleep: async () => undefined });
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

it('sees what has expired as its conditions do, as long as DynamoDB has it', async () => {
  const state = await opened();
  await state.write([{ pk: 'old', expiresAt: 1_000_000_000 }]);
  expect((await state.read(['old'])).size).toBe(1);
});

it('changes one item, makes it where it is absent, and answers with it as it then stands', async () => {
  const state = await opened();
  expect(await state.change({ pk: 'x', set: { name: 'one', yes: true } })).toEqual({ pk: 'x', name: 'one', yes: true });
  const changed = await state.change({ pk: 'x', set: { name: 'two' }, first: { yes: false, count: 3 }, remove: ['name2'] });
  expect(changed).toEqual({ pk: 'x', name: 'two', yes: true, count: 3 });
  expect(await state.change({ pk: 'x', remove: ['name', 'yes'] })).toEqual({ pk: 'x', count: 3 });
});

it('gives what is set first to one of two, and tells both who it is', async () => {
  const state = await opened();
  const owners = await Promise.all(['a', 'b'].map(async (p) => state.change({ pk: 'x', first: { p } })));
  expect(new Set(owners.map((item) => item?.['p'])).size).toBe(1);
});

const IS: When = { attribute: 'state', is: 'begun' };
it.each<[string, readonly When[], boolean]>([
  ['is absent', [{ absent: 'other' }], true],
  ['is not absent', [{ absent: 'state' }], false],
  ['is the same', [IS], true],
  ['is another', [{ ...IS, is: 'done' }], false],
  ['is below', [{ attribute: 'until', below: 6 }], true],
  ['is not below', [{ attribute: 'until', below: 5 }], false],
  ['fits one condition of two', [{ absent: 'state' }, IS], true],
])('changes nothing but where what stands %s', async (_what, when, isChanged) => {
  const state = await opened();
  await state.write([{ pk: 'x', state: 'begun', until: 5 }]);
  expect((await state.change({ pk: 'x', set: { until: 9 }, when })) !== undefined).toBe(isChanged);
  expect((await state.read(['x'], { consistent: true })).get('x')).toEqual({ pk: 'x', state: 'begun', until: isChanged ? 9 : 5 });
});

it('knows its own change when the answer was lost and the request repeated', async () => {
  const state = await opened((client) => ({
    // As the SDK does of itself when the connection breaks after DynamoDB took the item.
    send: async (command: UpdateItemCommand) => {
      await client.send(command);
      return client.send(command);
    },
  }));
  const when = [{ absent: 'state' }, { attribute: 'state', is: 'mine' }];
  expect(await state.change({ pk: 'x', set: { state: 'mine' }, when })).toBeDefined();
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
