import * as z from 'zod/mini';

import { type Answer, type Asked, type Door, startDoor } from '../door.ts';
import type { Recorder } from './recorder.ts';

/** Stands before the tables: what they cost, and that they turn requests away, is measured there as DynamoDB does. */
export interface TableDoor extends Door {
  /** Turns every request away until told otherwise, as a table does that is asked for too much at once. */
  throttle(on: boolean): void;
}

const WRITES = new Set(['BatchWriteItem', 'UpdateItem', 'PutItem', 'DeleteItem']);
const READS = new Set(['BatchGetItem', 'GetItem', 'Query', 'Scan']);

export async function startTableDoor(upstream: string, recorder: Pick<Recorder, 'put'>): Promise<TableDoor> {
  let throttled = false;
  const door = await startDoor(upstream, {
    ask: askForUnits,
    refuse: ({ operation }) => (throttled && isCounted(operation) ? TOO_MUCH : undefined),
    hear(asked, answer) {
      for (const { TableName, name, value } of measured(asked, answer))
        recorder.put({ namespace: 'AWS/DynamoDB', name, dimensions: { TableName }, value });
    },
  });
  return { ...door, throttle: (on) => void (throttled = on) };
}

const TOO_MUCH: Answer = {
  status: 400,
  body: JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', message: 'Too much at once.' }),
};

export const isWrite = (operation: string): boolean => WRITES.has(operation);
export const isCounted = (operation: string): boolean => isWrite(operation) || READS.has(operation);

/** Makes the table server say with each answer what it cost. */
export const askForUnits = ({ operation, body }: Asked): string =>
  isCounted(operation) ? JSON.stringify({ ...JSON.parse(body), ReturnConsumedCapacity: 'TOTAL' }) : body;

const Request = z.object({ TableName: z.optional(z.string()), RequestItems: z.optional(z.record(z.string(), z.unknown())) });
const Capacity = z.object({ TableName: z.string(), CapacityUnits: z.number() });
const Reply = z.object({ ConsumedCapacity: z.optional(z.union([Capacity, z.array(Capacity)])), __type: z.optional(z.string()) });

function measured({ operation, body }: Asked, answer: Answer) {
  if (!isCounted(operation)) return [];
  const kind = isWrite(operation) ? 'Write' : 'Read';
  const { ConsumedCapacity = [], __type: refusal = '' } = Reply.parse(JSON.parse(answer.body));
  if (refusal.includes('ProvisionedThroughputExceeded')) {
    const { TableName, RequestItems = {} } = Request.parse(JSON.parse(body));
    return [TableName ?? Object.keys(RequestItems)].flat().map((table) => ({ TableName: table, name: `${kind}ThrottleEvents`, value: 1 }));
  }
  return [ConsumedCapacity]
    .flat()
    .map(({ TableName, CapacityUnits: value }) => ({ TableName, name: `Consumed${kind}CapacityUnits`, value }));
}
