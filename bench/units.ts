import * as z from 'zod/mini';

import { askForUnits, isCounted, isWrite } from '../local/cloudwatch/table-door.ts';
import { type Door, startDoor } from '../local/door.ts';

/** What DynamoDB was asked for, in its own units. */
export interface Units {
  readonly requests: number;
  readonly writes: number;
  readonly reads: number;
  /** By operation. */
  readonly operations: Readonly<Record<string, number>>;
}

export interface CountingProxy extends Door {
  /** Since the last time it was asked. */
  counted(): Units;
}

/** Stands before a table server and makes it say with each answer what it cost. */
export async function countUnits(upstream: string): Promise<CountingProxy> {
  let units = NOTHING;
  const door = await startDoor(upstream, {
    ask: askForUnits,
    hear({ operation }, { body }) {
      if (isCounted(operation)) units = sum(units, { operation, cost: costOf(body) });
    },
  });
  return {
    ...door,
    counted() {
      const counted = units;
      units = NOTHING;
      return counted;
    },
  };
}

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
  const written = isWrite(operation);
  return {
    requests: requests + 1,
    writes: writes + (written ? cost : 0),
    reads: reads + (written ? 0 : cost),
    operations: { ...operations, [operation]: (operations[operation] ?? 0) + 1 },
  };
}
