import * as z from 'zod/mini';

import type { Journal } from './journal.ts';
import type { Answer, Exchange } from './proxy.ts';

const Capacity = z.object({ CapacityUnits: z.number() });
const Answered = z.looseObject({ ConsumedCapacity: z.optional(z.union([Capacity, z.array(Capacity)])) });

const READS = /BatchGetItem|GetItem|Query|Scan/;

/** Asks the table server for the units of each request, and counts them. */
export async function metered(exchange: Exchange, { spent }: Pick<Journal, 'spent'>, body = exchange.asked.body): Promise<Answer> {
  const asked: unknown = JSON.parse(body);
  const answer = await exchange.forward(JSON.stringify({ ...Object(asked), ReturnConsumedCapacity: 'TOTAL' }));
  const { data } = Answered.safeParse(JSON.parse(answer.body || '{}'));
  const units = [data?.ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
  spent.requests += 1;
  if (READS.test(String(exchange.asked.headers['x-amz-target']))) spent.readUnits += units;
  else spent.writeUnits += units;
  return answer;
}
