import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

import { providers } from '../functions/webhooks/registry.ts';
import { localSecret } from '../local/local-secret.ts';
import { homeOf, sampleOf } from '../local/samples.ts';
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

const SENT: readonly (readonly [provider: string, sample: string])[] = [
  ['paystack', 'charge.success'],
  ['stripe', 'checkout.session.completed'],
  ['clerk', 'user.created'],
];

export interface ConsoleOptions {
  readonly webhooks: number;
  readonly json?: boolean;
}

/** Prints how soon the local run is ready, what it takes with a long list, and how smooth the page stays; leaves exit code 1 beyond the limits. */
export async function printConsole({ webhooks, json }: ConsoleOptions): Promise<void> {
  await (await start()).stop();
  const run = await start();
  try {
    await send(run.gateway, { count: webhooks, rate: Infinity });
    const [main, all] = [memoryOf([run.pid]), memoryOf(treeOf(run.pid))];
    const task = await longestTask(run.gateway, async () => send(run.gateway, { count: 500, rate: 50 }));
    const measured: Readonly<Record<string, number>> = { ready: run.seconds, main, all, task };
    const rows = Object.entries(LIMITS).map(([name, limit]) => ({ name, ...limit, value: measured[name] ?? Infinity }));
    if (json) console.log(JSON.stringify(measured));
    else for (const { value, what, most } of rows) console.log(`${value.toFixed(1).padStart(7)} ${what} (at most ${most})`);
    if (rows.some(({ value, most }) => value > most)) process.exitCode = 1;
  } finally {
    await run.stop();
  }
}

interface Started {
  readonly pid: number;
  readonly gateway: string;
  readonly seconds: number;
  stop(): Promise<void>;
}

async function start(): Promise<Started> {
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, ['cli/dev/main.ts', '--quiet'], {
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
  return {
    pid: child.pid ?? 0,
    gateway,
    seconds: (performance.now() - began) / 1000,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

interface Sending {
  readonly count: number;
  /** A second. */
  readonly rate: number;
}

/** One after the other for each provider, so that one function of each is enough: what was sent before comes again, as providers send it. */
async function send(gateway: string, { count, rate }: Sending): Promise<void> {
  const requests = SENT.map(([name, sample]) => requestOf(gateway, { name, sample }));
  const each = Math.ceil(count / requests.length);
  await Promise.all(
    requests.map(async (request) => {
      for (let sent = 0; sent < each; sent += 1) {
        await (await request()).arrayBuffer();
        if (rate < Infinity) await pause((1000 * requests.length) / rate);
      }
    }),
  );
}

function requestOf(gateway: string, { name, sample }: { readonly name: string; readonly sample: string }): () => Promise<Response> {
  const provider = Object.values(providers).find((each) => each.name === name);
  if (!provider) throw new Error(`there is no provider ${name}`);
  const { body, headers } = sampleOf(homeOf(name), sample);
  const url = `${gateway}/webhooks/${name}`;
  const proof = provider.signature.sign({ body, secret: localSecret(provider), now: new Date(), id: `msg_${sample}`, settings: { url } });
  const all = { 'content-type': 'application/json', ...headers, ...proof };
  return async () => fetch(url, { method: 'POST', body: new Uint8Array(body), headers: all });
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
