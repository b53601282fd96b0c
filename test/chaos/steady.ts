import * as z from 'zod/mini';

import { chance } from '../../local/load/chance.ts';
import { describeClocks, REAL } from '../../local/load/clocks.ts';
import { mostWithin, sendEvenly } from '../../local/load/evenly.ts';
import { standingBefore, startServers } from '../../local/load/servers.ts';
import type { Stack } from '../../local/load/stack.ts';
import { startLocalRun } from '../../local/run.ts';
import { chaosStack } from './chaos-stack.ts';
import { type Handle, startProxy } from './proxy.ts';
import { rulesOf } from './run.ts';
import { scriptOf } from './script.ts';

export interface SteadyOptions {
  readonly minutes: number;
  readonly seed: number;
}

/** Webhooks a second: each is at least one call, so this is three times what Bunce allows. */
const RATE = 25;
/** Seconds between the deaths of an instance. */
const KILL_EVERY = 20;
/** Share of Bunce's answers that nobody hears. */
const LOST = 0.1;
/** Calls that Bunce allows in any minute, and that each full minute must reach. */
const [MOST, ENOUGH] = [500, 440];

/** Three times Bunce's limit, its real limit, lost answers, two instances of which one dies every 20 s. Says whether it kept within and made use of it. */
export async function steady(options: SteadyOptions): Promise<boolean> {
  const { minutes } = options;
  console.log(
    `${describeClocks(REAL)}\n${RATE} webhooks a second for ${minutes} min, one answer in ten lost, an instance killed every ${KILL_EVERY} s`,
  );
  const stack = await chaosStack({ clocks: REAL });
  try {
    return judged(await callsOf(stack, options), minutes);
  } finally {
    await stack.remove();
  }
}

/** Bunce does what it is asked, and the answer goes astray; each time anew. */
function losing(seed: number): Handle {
  let calls = 0;
  return async ({ forward }) => {
    calls += 1;
    const isLost = chance(seed, 'lost', calls) < LOST;
    const answer = await forward();
    return isLost ? 'cut' : answer;
  };
}

async function callsOf(stack: Stack, options: SteadyOptions): Promise<Entries> {
  const [servers, bunce] = await Promise.all([startServers(), startProxy(losing(options.seed))]);
  const environment = { BUNCE_BASE_URL: `${bunce.url}/v1`, POWERTOOLS_LOG_LEVEL: 'WARN', POWERTOOLS_METRICS_DISABLED: 'true' };
  const run = await standingBefore(servers, async () => startLocalRun({ assembly: stack.assembly, project: stack.project, environment }));
  bunce.lead(run.bunce.url);
  const killing = setInterval(() => run.functions['Consumer']?.kill(1), KILL_EVERY * 1000);
  try {
    await sendMix(run.gateway, options);
    return Entries.parse(await (await fetch(`${run.bunce.control}/log`)).json());
  } finally {
    clearInterval(killing);
    await run.stop();
    await Promise.all([bunce.close(), servers.close()]);
  }
}

async function sendMix(gateway: string, { minutes, seed }: SteadyOptions): Promise<void> {
  const { chapters } = scriptOf({ count: minutes * 60 * RATE, seed, faults: new Set(), rules: rulesOf(seed) });
  const began = Date.now();
  let sent = 0;
  const onSent = (): void => {
    if (sent % (RATE * 10) === 0) console.error(`${Math.round((Date.now() - began) / 1000)} s, ${sent} sent`);
    sent += 1;
  };
  await sendEvenly({ gateway, webhooks: chapters.flat(), perSecond: RATE, onSent });
}

const Entries = z.array(z.object({ at: z.string(), effect: z.optional(z.string()) }));
type Entries = z.infer<typeof Entries>;

/** At the simulator's door: minutes are counted from the first call, and every sliding minute too. */
function judged(log: Entries, minutes: number): boolean {
  const times = log.map(({ at }) => Date.parse(at));
  const [began = 0] = times;
  const perMinute = Array.from(
    { length: minutes },
    (_, minute) => times.filter((at) => Math.floor((at - began) / 60_000) === minute).length,
  );
  const refused = log.filter(({ effect }) => effect === 'rate limited').length;
  // The sending ends with the last minute, and that minute began with the first call: it is full but for a second.
  const full = perMinute.slice(0, -1);
  const most = mostWithin(60_000, times);
  console.log(`calls in each minute  ${perMinute.join(' ')}\nmost in any 60 s      ${most}\nrefused               ${refused}`);
  return refused === 0 && most <= MOST && full.length > 0 && full.every((calls) => calls >= ENOUGH);
}
