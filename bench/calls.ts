import { Pool } from 'undici';

import { REAL, type Clocks } from '../local/load/clocks.ts';
import { until200 } from '../local/load/sender.ts';
import type { Webhook } from '../local/load/webhooks.ts';
import { mixOf, population } from './mix.ts';
import { idsAt, sendNaively } from './naive.ts';
import { emptied, type Entry, startSystem, type System } from './system.ts';

/** Calls beside the trigger of each webhook, under load. */
const EXTRA_LIMIT = 0.35;
/** How many times the naive sender's webhooks fit into the limit. */
const RATIO_LIMIT = 1.5;
/** Minutes pass so many times faster: the limit, and the consumer's pace below it. */
const FASTER = 2;

const CLOCKS: Clocks = {
  ...REAL,
  delivery: { callsPerMinute: 480 * FASTER },
  limit: { requests: 500, windowSeconds: 60 / FASTER, lockOutSeconds: 60 / FASTER },
};

export interface CallsOptions {
  readonly webhooks: number;
  readonly trickle: number;
  readonly json?: boolean;
}

interface Row {
  readonly calls: number;
  readonly 'calls per webhook': number;
  readonly 'webhooks/min': number;
}

/** How many calls a webhook costs, and so how many webhooks fit into Bunce's limit, beside the naive sender. */
export async function printCalls({ webhooks, trickle, json }: CallsOptions): Promise<void> {
  const system = await startSystem(CLOCKS);
  try {
    const rows = await measured(system, { webhooks, trickle });
    const extra = rows.burst['calls per webhook'] - 1;
    const ratio = rows.burst['webhooks/min'] / rows.naive['webhooks/min'];
    if (json) console.log(JSON.stringify({ ...rows, extra, ratio }, null, 2));
    else console.table(rows);
    const judged = `calls beside the trigger ${extra.toFixed(2)} (at most ${EXTRA_LIMIT}), ${ratio.toFixed(2)} × the naive sender (at least ${RATIO_LIMIT})`;
    if (!json) console.log(judged);
    if (extra > EXTRA_LIMIT || ratio < RATIO_LIMIT) process.exitCode = 1;
  } finally {
    await system.close();
  }
}

const KNOWN = { from: 0, count: 400 } as const;

async function measured(
  system: System,
  { webhooks, trickle }: CallsOptions,
): Promise<Readonly<Record<'burst' | 'trickle' | 'naive', Row>>> {
  await system.limit(CLOCKS.limit);
  await sent(system, { webhooks: population(KNOWN), connections: 32 });
  const burst = await sent(system, { webhooks: mixOf({ from: 100_000, count: webhooks }, KNOWN), connections: 32 });
  const trickled = await sent(system, { webhooks: mixOf({ from: 200_000, count: trickle }, KNOWN), connections: 1 });
  return { burst, trickle: trickled, naive: await naive(system, webhooks) };
}

interface Load {
  readonly webhooks: readonly Webhook[];
  /** Of 1, each webhook is delivered before the next comes. */
  readonly connections: number;
}

async function sent(system: System, { webhooks, connections }: Load): Promise<Row> {
  const { length: before } = await system.log();
  const pool = new Pool(system.run.gateway, { connections });
  if (connections > 1) await Promise.all(webhooks.map(async (webhook) => until200(pool, webhook)));
  else {
    for (const webhook of webhooks) {
      await until200(pool, webhook);
      await emptied(system);
    }
  }
  await pool.close();
  await emptied(system);
  return rowOf(await system.log(before), { webhooks: webhooks.length });
}

/** As if its calls were spread evenly over the limit, which no real one does; a customer table of its own knows the population. */
async function naive(system: System, count: number): Promise<Row> {
  await system.limit({ ...CLOCKS.limit, requests: null });
  const { url: baseUrl } = system.run.bunce;
  const known = { from: 300_000, count: KNOWN.count };
  const sender = { baseUrl, catalogue: await idsAt(baseUrl) };
  await sendNaively(population(known), sender);
  const calls = await sendNaively(mixOf({ from: 400_000, count }, known), sender);
  return rounded({ calls, webhooks: count, minutes: calls / 500 });
}

function rowOf(log: readonly Entry[], { webhooks }: { readonly webhooks: number }): Row {
  if (log.some(({ status }) => status === 429)) throw new Error('Bunce shut us out');
  const [first, last] = [log.at(0), log.at(-1)].map((entry) => Date.parse(entry?.at ?? ''));
  const minutes = (((last ?? 0) - (first ?? 0)) / 60_000) * FASTER;
  return rounded({ calls: log.length, webhooks, minutes });
}

const rounded = ({ calls, webhooks, minutes }: { readonly calls: number; readonly webhooks: number; readonly minutes: number }): Row => ({
  calls,
  'calls per webhook': Math.round((calls / webhooks) * 100) / 100,
  'webhooks/min': Math.round(webhooks / minutes),
});
