import { setTimeout as pause } from 'node:timers/promises';

import { Pool } from 'undici';
import * as z from 'zod/mini';

import { startLocalRun } from '../../local/run.ts';
import { describeClocks, REAL } from '../../local/load/clocks.ts';
import { rulesOf } from './run.ts';
import { until200 } from '../../local/load/sender.ts';
import { startServers, standingBefore } from '../../local/load/servers.ts';
import { chaosStack } from './chaos-stack.ts';
import { scriptOf } from './script.ts';

export interface SteadyOptions {
  readonly minutes: number;
  readonly seed: number;
}

/** Webhooks a second: each is at least one call, so this is three times what Bunce allows. */
const RATE = 25;
/** Seconds between the deaths of an instance. */
const KILL_EVERY = 20;
/** Calls that each full minute must reach. */
const ENOUGH = 450;

const Entries = z.array(z.object({ at: z.string(), effect: z.optional(z.string()) }));

/** Three times Bunce's limit, its real limit, two instances of which one dies every 20 s. Says whether it kept within and made use of it. */
export async function steady({ minutes, seed }: SteadyOptions): Promise<boolean> {
  console.log(`${describeClocks(REAL)}\n${RATE} webhooks a second for ${minutes} min, an instance killed every ${KILL_EVERY} s`);
  const stack = await chaosStack({ clocks: REAL });
  const servers = await startServers();
  try {
    const run = await standingBefore(servers, async () => startLocalRun({ assembly: stack.assembly, config: stack.config }));
    const killing = setInterval(() => run.functions['Consumer']?.kill(1), KILL_EVERY * 1000);
    try {
      await sendEvenly(run.gateway, { minutes, seed });
      const answer = await fetch(`${run.bunce.control}/log`);
      return judged(Entries.parse(await answer.json()), minutes);
    } finally {
      clearInterval(killing);
      await run.stop();
    }
  } finally {
    await servers.close();
    await stack.remove();
  }
}

async function sendEvenly(gateway: string, { minutes, seed }: SteadyOptions): Promise<void> {
  const pool = new Pool(gateway, { connections: 32 });
  const webhooks = scriptOf({ count: minutes * 60 * RATE, seed, faults: new Set(), rules: rulesOf(seed) }).chapters.flat();
  const began = Date.now();
  const sent: Promise<void>[] = [];
  for (const [index, webhook] of webhooks.entries()) {
    const wait = began + (index * 1000) / RATE - Date.now();
    if (wait > 0) await pause(wait);
    sent.push(until200(pool, webhook));
    if (index % (RATE * 10) === 0) console.error(`${Math.round((Date.now() - began) / 1000)} s, ${index} sent`);
  }
  await Promise.all(sent);
  await pool.close();
}

/** Minutes are counted from the first call. */
function judged(log: z.infer<typeof Entries>, minutes: number): boolean {
  const [first] = log;
  const began = Date.parse(first?.at ?? '');
  const perMinute = Array.from(
    { length: minutes },
    (_, minute) => log.filter(({ at }) => Math.floor((Date.parse(at) - began) / 60_000) === minute).length,
  );
  const refused = log.filter(({ effect }) => effect === 'rate limited').length;
  // The sending ends with the last minute, and that minute began with the first call: it is full but for a second.
  const full = perMinute.slice(0, -1);
  console.log(`calls in each minute  ${perMinute.join(' ')}\nrefused               ${refused}`);
  return refused === 0 && full.length > 0 && full.every((calls) => calls >= ENOUGH);
}
