import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { Pool } from 'undici';

import { REAL, type Clocks } from '../local/load/clocks.ts';
import { until200 } from '../local/load/sender.ts';
import type { Webhook } from '../local/load/webhooks.ts';
import { followTriggers } from './latencies.ts';
import { mixOf, population } from './mix.ts';
import { startSystem, type System } from './system.ts';

/** How much dearer a webhook may be in the longest run than in the shortest. */
const DEARER_LIMIT = 1.3;
/** Bytes that the consumer may grow by between the shortest run and the longest. */
const GROWTH_LIMIT = 64 * 1024 * 1024;
/** Webhooks under way at any time. */
const WINDOW = 30;

const CLOCKS: Clocks = {
  ...REAL,
  delivery: { callsPerMinute: 6_000_000 },
  limit: { requests: null, windowSeconds: 60, lockOutSeconds: 60 },
};

export interface PipelineOptions {
  readonly sizes: readonly number[];
  readonly json?: boolean;
}

interface Row {
  readonly webhooks: number;
  readonly 'webhooks/s': number;
  /** Milliseconds from sending to Bunce's acceptance. */
  readonly p50: number;
  readonly p99: number;
  /** Of the larger consumer process, at the end. */
  readonly 'consumer MB': number;
}

/** From HTTP to Bunce without the limit: what a webhook costs, and whether the hundred-thousandth costs more than the first. */
export async function printPipeline({ sizes, json }: PipelineOptions): Promise<void> {
  const rows: Row[] = [];
  const system = await startSystem(CLOCKS);
  try {
    await system.limit(CLOCKS.limit);
    await measured(system, population(KNOWN));
    for (const [index, count] of sizes.entries()) {
      rows.push(await measured(system, mixOf({ from: (index + 1) * 200_000, count }, KNOWN)));
      if (!json) console.error(JSON.stringify(rows.at(-1)));
    }
  } finally {
    await system.close();
  }
  if (json) console.log(JSON.stringify(rows, null, 2));
  else console.table(rows);
  const [first, last] = [rows.at(0), rows.at(-1)];
  if (!first || !last) return;
  const dearer = first['webhooks/s'] / last['webhooks/s'];
  const growth = (last['consumer MB'] - first['consumer MB']) * 1024 * 1024;
  if (dearer > DEARER_LIMIT || growth > GROWTH_LIMIT) process.exitCode = 1;
}

/** The people who were there before. */
const KNOWN = { from: 0, count: 1000 } as const;

async function measured(system: System, webhooks: readonly Webhook[]): Promise<Row> {
  const pool = new Pool(system.run.gateway, { connections: 32 });
  const latencies = await followTriggers(system);
  const began = Date.now();
  for (const webhook of webhooks) {
    while (latencies.open() >= WINDOW) await pause(5);
    latencies.sent(webhook.token);
    void until200(pool, webhook);
  }
  while (latencies.open() > 0) await pause(20);
  const seconds = (Date.now() - began) / 1000;
  await latencies.stop();
  await pool.close();
  return {
    webhooks: webhooks.length,
    'webhooks/s': Math.round(webhooks.length / seconds),
    ...latencies.percentiles(),
    'consumer MB': megabytes(system),
  };
}

/** Resident memory, as Linux tells it. */
function megabytes({ run }: System): number {
  const pids = run.functions['Consumer']?.pids() ?? [];
  const resident = pids.map((pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0));
  return Math.round(Math.max(0, ...resident) / 1024);
}
