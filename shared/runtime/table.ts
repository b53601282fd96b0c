import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';

import { chunked } from './chunked.ts';
import { type Item, marshalled, unmarshalled } from './marshal.ts';
import { type Change, expressionsOf } from './update-expression.ts';

/** The stack's one table. Every method throws when DynamoDB fails. */
export interface Table {
  /** Any number of keys, twins allowed; what has expired is there until DynamoDB removes it. Half as dear, but up to a second old, unless `consistent`. */
  read(keys: Iterable<string>, options?: { readonly consistent?: boolean }): Promise<ReadonlyMap<string, Item>>;
  /** Any number of items; the last of twins wins. */
  write(items: readonly Item[]): Promise<void>;
  /** The item as it then stands; undefined when nothing of `when` holds. Safe to repeat where `when` also knows what it sets. */
  change(change: Change): Promise<Item | undefined>;
}

export interface TableAddress {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly name: string;
  readonly sleep: (ms: number) => Promise<void>;
}

/** What DynamoDB takes in one request. */
const GET_LIMIT = 100;
const WRITE_LIMIT = 25;

/** Rounds for what DynamoDB leaves unprocessed when it throttles. */
const ROUNDS = 6;

export function table({ client, name, sleep }: TableAddress): Table {
  const pausing = async (round: number): Promise<void> => {
    if (round >= ROUNDS) throw new Error('DynamoDB keeps leaving items unprocessed');
    if (round > 0) await sleep(50 * 2 ** round);
  };

  async function readChunk(keys: readonly string[], consistent: boolean): Promise<readonly Item[]> {
    const items: Item[] = [];
    let wanted = keys.map((pk) => marshalled({ pk }));
    for (let round = 0; wanted.length > 0; round += 1) {
      await pausing(round);
      const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [name]: { Keys: wanted, ConsistentRead: consistent } } }));
      items.push(...(answer.Responses?.[name] ?? []).map(unmarshalled));
      wanted = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    }
    return items;
  }

  async function writeChunk(items: readonly Item[]): Promise<void> {
    let wanted = items.map((item) => ({ PutRequest: { Item: marshalled(item) } }));
    for (let round = 0; wanted.length > 0; round += 1) {
      await pausing(round);
      const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: wanted } }));
      wanted = (answer.UnprocessedItems?.[name] ?? []).flatMap(({ PutRequest }) =>
        PutRequest?.Item ? [{ PutRequest: { Item: PutRequest.Item } }] : [],
      );
    }
  }

  return {
    async read(keys, { consistent = false } = {}) {
      const chunks = chunked([...new Set(keys)], GET_LIMIT);
      const items = (await Promise.all(chunks.map(async (chunk) => readChunk(chunk, consistent)))).flat();
      return new Map(items.map((item) => [item.pk, item]));
    },
    async write(items) {
      const distinct = [...new Map(items.map((item) => [item.pk, item])).values()];
      await Promise.all(chunked(distinct, WRITE_LIMIT).map(writeChunk));
    },
    async change(change) {
      return client
        .send(
          new UpdateItemCommand({ TableName: name, Key: marshalled({ pk: change.pk }), ReturnValues: 'ALL_NEW', ...expressionsOf(change) }),
        )
        .then(({ Attributes = {} }) => unmarshalled(Attributes))
        .catch(undefinedIfNot);
    },
  };
}

function undefinedIfNot(error: unknown): undefined {
  if (error instanceof ConditionalCheckFailedException) return undefined;
  throw error;
}
