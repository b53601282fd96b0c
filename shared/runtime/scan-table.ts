import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';

import { type Item, unmarshalled } from './marshal.ts';

export interface TableScan {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly name: string;
  /** Of the keys; the whole table is read all the same. */
  readonly prefix: string;
}

/** Every item whose key begins so, as it stands when its page is read. Throws when DynamoDB fails. */
export async function* scanTable({ client, name, prefix }: TableScan): AsyncGenerator<Item> {
  let from: Readonly<Record<string, { S: string }>> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: name,
        ConsistentRead: true,
        FilterExpression: 'begins_with(pk, :prefix)',
        ExpressionAttributeValues: { ':prefix': { S: prefix } },
        ExclusiveStartKey: from,
      }),
    );
    yield* Items.map(unmarshalled);
    const pk = LastEvaluatedKey?.['pk']?.S;
    from = pk === undefined ? undefined : { pk: { S: pk } };
  } while (from);
}
