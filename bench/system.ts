import { fileURLToPath } from 'node:url';

import { Pool } from 'undici';

import type { Invoked, LogLine } from '../local/lambda/environment.ts';
import type { LocalRun } from '../local/local-run.ts';
import { startLocalRun } from '../local/run.ts';
import { type Entry, logOf } from '../local/load/bunce-log.ts';
import { type Clocks, REAL } from '../local/load/clocks.ts';
import { queueClient } from '../local/depth.ts';
import { drain } from '../local/load/drain.ts';
import { until200 } from '../local/load/sender.ts';
import { standingBefore, startServers } from '../local/load/servers.ts';
import { buildStack } from '../local/load/stack.ts';
import type { Webhook } from '../local/load/webhooks.ts';
import bindings from './bindings.ts';
import { project } from './project.ts';

/** The whole system with the bench's bindings, without any trouble. */
export interface System {
  readonly run: LocalRun;
  /** Bunce's requests from the given place in its log on. */
  log(since?: number): Promise<readonly Entry[]>;
  limit(limit: Clocks['limit']): Promise<void>;
  close(): Promise<void>;
}

/** What a measurement hears of the system. */
export interface Listening {
  /** Puts something before the servers; their addresses there. */
  before?(servers: Endpoints): Promise<Endpoints>;
  readonly onInvocation?: (invocation: Invoked) => void;
  readonly onLine?: (line: LogLine) => void;
  /** Of the functions' logs. */
  readonly level?: 'INFO' | 'WARN';
}

interface Endpoints {
  readonly queues: string;
  readonly tables: string;
}

export async function startSystem(clocks: Clocks, { before, onLine, onInvocation, level = 'WARN' }: Listening = {}): Promise<System> {
  const stack = await buildStack({
    clocks,
    project: { ...project, config: bindings, configFile: fileURLToPath(new URL('./bindings.ts', import.meta.url)) },
  });
  const servers = await startServers();
  const environment = { DELIVERY: JSON.stringify(clocks.delivery), POWERTOOLS_LOG_LEVEL: level };
  const run = await standingBefore((await before?.(servers)) ?? servers, async () =>
    startLocalRun({
      assembly: stack.assembly,
      project: stack.project,
      environment,
      name: `bench-${Date.now()}`,
      ...(onLine && { onLine }),
      ...(onInvocation && { onInvocation }),
    }),
  );
  const control = async (path: string, body?: object): Promise<unknown> => {
    const sent = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${run.bunce.control}${path}`, sent);
    return response.json();
  };
  return {
    run,
    log: async (since) => logOf(run, since),
    limit: async (limit) => void (await control('/settings', limit)),
    async close() {
      await run.stop();
      await servers.close();
      await stack.remove();
    },
  };
}

/** For what is counted: no limit, for calls do not depend on it, and time for an invocation that is held up. */
export const COUNTING: Clocks = {
  ...REAL,
  delivery: { callsPerMinute: 6_000_000 },
  timeout: 300,
  limit: { requests: null, windowSeconds: 60, lockOutSeconds: 60 },
};

/** Sends all while the consumer stands still, so that it finds full batches however slow the machine is. Resolves when it has worked them off, to the moment at which it went on. */
export async function sendBurst(system: System, webhooks: readonly Webhook[]): Promise<number> {
  const pids = system.run.functions['Consumer']?.pids() ?? [];
  const pool = new Pool(system.run.gateway, { connections: 32 });
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  try {
    await Promise.all(webhooks.map(async (webhook) => until200(pool, webhook)));
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
  const wentOn = performance.now();
  await pool.close();
  await emptied(system);
  return wentOn;
}

/** Each is delivered before the next comes. Resolves to a moment before all. */
export async function sendSingly(system: System, webhooks: readonly Webhook[]): Promise<number> {
  const began = performance.now();
  const pool = new Pool(system.run.gateway, { connections: 1 });
  for (const webhook of webhooks) {
    await until200(pool, webhook);
    await emptied(system);
  }
  await pool.close();
  return began;
}

/** Resolves when the consumer has worked off its queue. */
async function emptied({ run }: System): Promise<void> {
  const client = queueClient(run);
  const stuck = await drain({ client, url: run.queues['Queue']?.url ?? '', patience: 120, progress: () => {} });
  client.destroy();
  if (stuck > 0) throw new Error(`${stuck} messages never left the queue`);
}
