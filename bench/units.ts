import * as z from 'zod/mini';

import { type Proxy, startProxy } from './proxy.ts';

/** What DynamoDB was asked for, in its own units. */
export interface Units {
  readonly requests: number;
  readonly writes: number;
  readonly reads: number;
  /** By operation. */
  readonly operations: Readonly<Record<string, number>>;
}

export interface CountingProxy extends Proxy {
  /** Since the last time it was asked. */
  counted(): Units;
}

const WRITES = new Set(['BatchWriteItem', 'UpdateItem', 'PutItem', 'DeleteItem']);
const READS = new Set(['BatchGetItem', 'GetItem', 'Query', 'Scan']);

/** Stands before a table server and makes it say with each answer what it cost. */
export async function countUnits(upstream: string): Promise<CountingProxy> {
  let units = NOTHING;
  const proxy = await startProxy(upstream, {
    ask: ({ operation, asked }) => (counts(operation) ? JSON.stringify({ ...JSON.parse(asked), ReturnConsumedCapacity: 'TOTAL' }) : asked),
    onAnswer({ operation, answer }) {
      if (counts(operation)) units = sum(units, { operation, cost: costOf(answer) });
    },
  });
  return {
    ...proxy,
    counted() {
      const counted = units;
      units = NOTHING;
      return counted;
    },
  };
}

const counts = (operation: string): boolean => WRITES.has(operation) || READS.has(operation);

const NOTHING: Units = { requests: 0, writes: 0, reads: 0, operations: {} };

const Capacity = z.object({ CapacityUnits: z.number() });
const Answer = z.object({ ConsumedCapacity: z.optional(z.union([Capacity, z.array(Capacity)])), __type: z.optional(z.string()) });

/** Of a condition that failed the server says nothing, and DynamoDB takes a unit for it. */
function costOf(text: string): number {
  const { ConsumedCapacity: said, __type: refusal = '' } = Answer.parse(JSON.parse(text));
  if (refusal.includes('ConditionalCheckFailed')) return 1;
  return [said ?? []].flat().reduce((total, { CapacityUnits }) => total + CapacityUnits, 0);
}

function sum({ requests, writes, reads, operations }: Units, { operation, cost }: { readonly operation: string; readonly cost: number }) {
  const isWrite = WRITES.has(operation);
  return {
    requests: requests + 1,
    writes: writes + (isWrite ? cost : 0),
    reads: reads + (isWrite ? 0 : cost),
    operations: { ...operations, [operation]: (operations[operation] ?? 0) + 1 },
  };
}
