import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { Pool } from 'undici';
import * as z from 'zod/mini';

import { close, listen } from '../local/loopback.ts';

/** What DynamoDB was asked for, in its own units. */
export interface Units {
  readonly requests: number;
  readonly writes: number;
  readonly reads: number;
  /** By operation. */
  readonly operations: Readonly<Record<string, number>>;
}

export interface CountingProxy {
  readonly url: string;
  /** Since the last time it was asked. */
  counted(): Units;
  close(): Promise<void>;
}

const WRITES = new Set(['BatchWriteItem', 'UpdateItem', 'PutItem', 'DeleteItem']);
const READS = new Set(['BatchGetItem', 'GetItem', 'Query', 'Scan']);

/** Stands before a table server and makes it say with each answer what it cost. */
export async function countUnits(upstream: string): Promise<CountingProxy> {
  const pool = new Pool(upstream, { connections: 32 });
  let units = NOTHING;
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await buffer(request)).toString();
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const counts = WRITES.has(operation) || READS.has(operation);
    const asked = counts ? JSON.stringify({ ...JSON.parse(body), ReturnConsumedCapacity: 'TOTAL' }) : body;
    const answer = await pool.request({ method: 'POST', path: '/', headers: withoutHop(request.headers), body: asked });
    const text = await answer.body.text();
    if (counts) units = sum(units, { operation, cost: costOf(text) });
    response.writeHead(answer.statusCode, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  return {
    url: await listen(server),
    counted() {
      const counted = units;
      units = NOTHING;
      return counted;
    },
    async close() {
      await close(server);
      await pool.destroy();
    },
  };
}

const NOTHING: Units = { requests: 0, writes: 0, reads: 0, operations: {} };

/** What belongs to one connection, and to the body as it was. */
const HOP = new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive']);
const withoutHop = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.has(name)));

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
