import * as z from 'zod/mini';

import { providers } from '../functions/webhooks/registry.ts';
import { perSecond, rounded, warmUp } from './cpu.ts';
import { floorOf } from './floor.ts';
import { printedBy } from './own-process.ts';
import { providerNamed } from './provider.ts';
import { purchaseOf } from './webhook.ts';

/** To verify, parse, validate, map and write the envelope must reach this share of the bare floor's rate. */
const LIMIT = 0.5;
/** Kora signs a part of the body, so that more is parsed and hashed than by the floor; the others are the ones most used. */
const LIMITS: Readonly<Record<string, number>> = { kora: 0.35, paystack: 0.65, stripe: 0.65, clerk: 0.65 };

export interface MapOptions {
  /** All by default. */
  readonly provider?: readonly string[];
  readonly rounds: number;
  readonly json?: boolean;
}

/** Floor and mapped: webhooks per second of CPU in the quickest round, for whatever else the machine does only ever slows one down. */
const Row = z.object({
  provider: z.string(),
  floor: z.number(),
  mapped: z.number(),
  ratio: z.number(),
  limit: z.number(),
  ok: z.boolean(),
});
type Row = z.infer<typeof Row>;

/** Webhooks per second of CPU, beside HMAC + JSON.parse + JSON.stringify of the same body, in turns. */
export async function printMap({ provider = Object.keys(providers), rounds, json }: MapOptions): Promise<void> {
  const rows = await rowsOf(provider, rounds);
  if (json) console.log(JSON.stringify(rows, null, 2));
  else console.table(Object.fromEntries(rows.map(({ provider: name, ...row }) => [name, row])));
  if (rows.some(({ ok }) => !ok)) process.exitCode = 1;
}

/** Of several each in a process of its own: code that has seen one provider's objects is slower with another's. */
async function rowsOf(names: readonly string[], rounds: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const name of names) {
    if (names.length === 1) rows.push(await measured(name, rounds));
    else rows.push(...z.array(Row).parse(await printedBy(['map', '--provider', name, '--rounds', String(rounds)])));
  }
  return rows;
}

async function measured(name: string, rounds: number): Promise<Row> {
  const { request, receive } = await purchaseOf(providerNamed(name));
  const works = { floor: floorOf(name, request), mapped: receive };
  for (const work of Object.values(works)) await warmUp(work);
  let [floor, mapped] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const rates = await perSecond(works);
    [floor, mapped] = [Math.max(floor, rates.floor), Math.max(mapped, rates.mapped)];
  }
  const ratio = rounded(mapped / floor);
  const limit = LIMITS[name] ?? LIMIT;
  return { provider: name, floor: Math.round(floor), mapped: Math.round(mapped), ratio, limit, ok: ratio >= limit };
}
