import type { Webhook } from '../local/load/webhooks.ts';
import { mixOf, population } from './mix.ts';
import { idsAt, sendNaively } from './naive.ts';
import type { Entry } from '../local/load/bunce-log.ts';
import { COUNTING, sendBurst, sendSingly, startSystem, type System } from './system.ts';

/** Calls beside the trigger of each webhook, under load. */
const EXTRA_LIMIT = 0.35;
/** How many times the naive sender's webhooks fit into the limit. */
const RATIO_LIMIT = 1.5;
/** Calls a minute that Bunce takes. */
const LIMIT = 500;
export interface CallsOptions {
  readonly webhooks: number;
  readonly trickle: number;
  readonly json?: boolean;
}

interface Row {
  readonly calls: number;
  readonly 'calls per webhook': number;
  /** That fit into Bunce's limit: calls are what it counts, whatever the machine is busy with. */
  readonly 'webhooks/min': number;
}

interface Counted extends Row {
  /** Calls per webhook by what they ask for, the most frequent first. */
  readonly by: string;
}

/** How many calls a webhook costs, and so how many webhooks fit into Bunce's limit, beside the naive sender. */
export async function printCalls({ webhooks, trickle, json }: CallsOptions): Promise<void> {
  const system = await startSystem(COUNTING);
  try {
    const rows = await measured(system, { webhooks, trickle });
    const extra = rows.burst['calls per webhook'] - 1;
    const ratio = rows.naive['calls per webhook'] / rows.burst['calls per webhook'];
    if (json) console.log(JSON.stringify({ ...rows, extra, ratio }, null, 2));
    else {
      console.table(rows, ['calls', 'calls per webhook', 'webhooks/min']);
      for (const [name, { by }] of Object.entries(rows)) if (by) console.log(`${name}: ${by}`);
    }
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
): Promise<Readonly<Record<'burst' | 'trickle' | 'naive', Counted>>> {
  await system.limit(COUNTING.limit);
  await sendBurst(system, population(KNOWN));
  const burst = await sent(system, { webhooks: mixOf({ from: 100_000, count: webhooks }, KNOWN), send: sendBurst });
  const trickled = await sent(system, { webhooks: mixOf({ from: 200_000, count: trickle }, KNOWN), send: sendSingly });
  return { burst, trickle: trickled, naive: await naive(system, webhooks) };
}

interface Load {
  readonly webhooks: readonly Webhook[];
  readonly send: typeof sendBurst;
}

async function sent(system: System, { webhooks, send }: Load): Promise<Counted> {
  const { length: before } = await system.log();
  await send(system, webhooks);
  return rowOf(await system.log(before), { webhooks: webhooks.length });
}

/** A customer table of its own knows the population. */
async function naive(system: System, count: number): Promise<Counted> {
  const { url: baseUrl } = system.run.bunce;
  const known = { from: 300_000, count: KNOWN.count };
  const sender = { baseUrl, catalogue: await idsAt(baseUrl) };
  await sendNaively(population(known), sender);
  const calls = await sendNaively(mixOf({ from: 400_000, count }, known), sender);
  return { ...rounded({ calls, webhooks: count }), by: '' };
}

function rowOf(log: readonly Entry[], { webhooks }: { readonly webhooks: number }): Counted {
  const names = Map.groupBy(log, ({ method, path }) => `${method} ${path.replace(/\?.*/, '').replace(/^(.*customers)\/user_.*/, '$1/…')}`);
  const counts = [...names]
    .map(([name, { length }]) => ({ name, each: length / webhooks }))
    .toSorted((one, other) => other.each - one.each);
  return { ...rounded({ calls: log.length, webhooks }), by: counts.map(({ name, each }) => `${name} ${each.toFixed(3)}`).join(', ') };
}

const rounded = ({ calls, webhooks }: { readonly calls: number; readonly webhooks: number }): Row => ({
  calls,
  'calls per webhook': Math.round((calls / webhooks) * 1000) / 1000,
  'webhooks/min': Math.round((LIMIT * webhooks) / calls),
});
