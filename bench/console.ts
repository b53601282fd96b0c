import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

import * as z from 'zod/mini';

import { sendWebhooks } from './console-webhooks.ts';
import { longestTask } from './long-tasks.ts';
import { project } from './project.ts';

interface Limit {
  readonly what: string;
  readonly most: number;
}

const LIMITS: Readonly<Record<'ready' | 'main' | 'all' | 'task', Limit>> = {
  ready: { what: 's until ready, second start', most: 6 },
  main: { what: 'MB of the process that serves', most: 300 },
  all: { what: 'MB of all processes, shared pages once', most: 700 },
  task: { what: 'ms the longest task of the page, with 50 rows a second', most: 50 },
};

export interface ConsoleOptions {
  readonly webhooks: number;
  readonly json?: boolean;
}

/** Prints how soon the local run is ready, what it takes with a long list, and how smooth the page stays; leaves exit code 1 beyond the limits. */
export async function printConsole({ webhooks, json }: ConsoleOptions): Promise<void> {
  await (await start()).stop();
  const run = await start();
  try {
    await sendWebhooks(run.gateway, { from: 0, count: webhooks, rate: Infinity });
    const list = await listOf(run.gateway);
    const [main, all] = [memoryOf([run.main]), memoryOf(run.pids())];
    const task = await longestTask(run.gateway, async () => sendWebhooks(run.gateway, { from: webhooks, count: 500, rate: 50 }));
    const measured: Readonly<Record<string, number>> = { ready: run.seconds, main, all, task };
    const rows = Object.entries(LIMITS).map(([name, limit]) => ({ name, ...limit, value: measured[name] ?? Infinity }));
    if (json) console.log(JSON.stringify({ ...measured, ...list }));
    else console.log(`with ${list.listed} webhooks in the list, no two the same, ${list.delivered} of them delivered by Bunce's limit`);
    if (!json) for (const { value, what, most } of rows) console.log(`${value.toFixed(1).padStart(7)} ${what} (at most ${most})`);
    if (rows.some(({ value, most }) => value > most)) process.exitCode = 1;
  } finally {
    await run.stop();
  }
}

const Rows = z.array(z.object({ outcome: z.string() }));

/** How many the console shows, and how many of them Bunce was told of by then: the others wait for its limit. */
async function listOf(gateway: string): Promise<{ readonly listed: number; readonly delivered: number }> {
  const rows = Rows.parse(await (await fetch(`${gateway}/api/webhooks`)).json());
  return { listed: rows.length, delivered: rows.filter(({ outcome }) => outcome === 'delivered').length };
}

interface Started {
  /** The process that serves. */
  readonly main: number;
  /** All of it, from npm on. */
  pids(): readonly number[];
  readonly gateway: string;
  readonly seconds: number;
  stop(): Promise<void>;
}

async function start(): Promise<Started> {
  const began = performance.now();
  const child: ChildProcess = spawn('npm', ['start', '--', '--quiet'], {
    cwd: project.root,
    env: { ...process.env, PORT: '0', BUNCE_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let gateway = '';
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    gateway = /^console +(\S+)\/$/.exec(line)?.[1] ?? gateway;
    if (line === 'ready') break;
  }
  child.stdout?.resume();
  const main = treeOf(child.pid ?? 0).find((pid) => read(`/proc/${pid}/cmdline`).split('\0')[1] === 'cli/dev/main.ts');
  if (main === undefined) throw new Error('npm start says ready, and runs nothing');
  return {
    main,
    pids: () => treeOf(child.pid ?? 0),
    gateway,
    seconds: (performance.now() - began) / 1000,
    async stop() {
      const gone = once(child, 'exit');
      process.kill(main, 'SIGTERM');
      await gone;
    },
  };
}

/** MB that are in use: of a page that several share, each has its part. */
const memoryOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0), 0) / 1024;

function treeOf(pid: number): readonly number[] {
  const children = childrenOf(pid).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(treeOf)];
}

const childrenOf = (pid: number): string => read(`/proc/${pid}/task/${pid}/children`).trim();

/** Empty for a process that has gone. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
