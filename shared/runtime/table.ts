import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';

/** A flat record; `expiresAt` (unix seconds) lets DynamoDB remove it. */
export type Item = Readonly<Record<string, string | number | boolean>> & { readonly pk: string };

/** The stack's one table. Every method throws when DynamoDB fails. */
export interface Table {
  /** Consistent; any number of keys, twins allowed. */
  read(keys: Iterable<string>): Promise<ReadonlyMap<string, Item>>;
  /** Any number of items; the last of twins wins. */
  write(items: readonly Item[]): Promise<void>;
  /** Puts the item unless a live one stands there that `over` does not allow to replace; says whether it did. A repetition knows its own item. */
  claim(item: Item, over?: Replaceable): Promise<boolean>;
  remove(pk: string): Promise<void>;
}

/** An item in this state of an earlier generation may be replaced. */
export interface Replaceable {
  readonly state: string;
  readonly generation: number;
}

export interface TableAddress {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly name: string;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** What DynamoDB takes in one request. */
const GET_LIMIT = 100;
const WRITE_LIMIT = 25;

/** Rounds for what DynamoDB leaves unprocessed when it throttles. */
const ROUNDS = 6;

const CLAIMABLE = 'attribute_not_exists(pk) OR expiresAt < :now OR (#state = :state AND generation < :generation) OR #by = :by';

export function table({ client, name, now, sleep }: TableAddress): Table {
  const pausing = async (round: number): Promise<void> => {
    if (round >= ROUNDS) throw new Error('DynamoDB keeps leaving items unprocessed');
    if (round > 0) await sleep(50 * 2 ** round);
  };

  async function readChunk(keys: readonly string[]): Promise<readonly Item[]> {
    const items: Item[] = [];
    let wanted = keys.map((pk) => marshalled({ pk }));
    for (let round = 0; wanted.length > 0; round += 1) {
      await pausing(round);
      const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [name]: { Keys: wanted, ConsistentRead: true } } }));
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
    async read(keys) {
      const chunks = chunked([...new Set(keys)], GET_LIMIT);
      const items = (await Promise.all(chunks.map(readChunk))).flat();
      return new Map(items.filter((item) => isLive(item, now())).map((item) => [item.pk, item]));
    },
    async write(items) {
      const distinct = [...new Map(items.map((item) => [item.pk, item])).values()];
      await Promise.all(chunked(distinct, WRITE_LIMIT).map(writeChunk));
    },
    async claim(item, over = { state: 'none', generation: 0 }) {
      const by = crypto.randomUUID();
      const values = { ':now': Math.floor(now() / 1000), ':state': over.state, ':generation': over.generation, ':by': by };
      const { pk: _pk, ...ExpressionAttributeValues } = marshalled({ pk: '', ...values });
      return client
        .send(
          new PutItemCommand({
            TableName: name,
            Item: marshalled({ ...item, by }),
            ConditionExpression: CLAIMABLE,
            ExpressionAttributeNames: { '#state': 'state', '#by': 'by' },
            ExpressionAttributeValues,
          }),
        )
        .then(() => true)
        .catch(falseIfTaken);
    },
    async remove(pk) {
      await client.send(new DeleteItemCommand({ TableName: name, Key: marshalled({ pk }) }));
    },
  };
}

function falseIfTaken(error: unknown): false {
  if (error instanceof ConditionalCheckFailedException) return false;
  throw error;
}

/** DynamoDB removes what has expired within days, not at once. */
const isLive = ({ expiresAt }: Item, now: number): boolean => typeof expiresAt !== 'number' || expiresAt * 1000 > now;

const chunked = <Each>(all: readonly Each[], size: number): Each[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

const marshalled = (item: Item): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(item).map(([key, value]) => [key, attributeOf(value)]));

function attributeOf(value: string | number | boolean): AttributeValue {
  if (typeof value === 'string') return { S: value };
  return typeof value === 'number' ? { N: String(value) } : { BOOL: value };
}

function unmarshalled({ pk, ...rest }: Record<string, AttributeValue>): Item {
  const values = Object.entries(rest).map(([key, { S, N, BOOL }]) => [key, S ?? (N === undefined ? (BOOL ?? false) : Number(N))] as const);
  return { ...Object.fromEntries(values), pk: pk?.S ?? '' };
}
