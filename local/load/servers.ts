import { fork, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import type { buildApp } from 'fauxqs';
import * as z from 'zod/mini';

export interface ServersOptions {
  /** The embedded SQS as its makers publish it: one message per group and receive. */
  readonly unpatched?: boolean;
}

interface Endpoints {
  readonly queues: string;
  readonly tables: string;
}

/** As the caller of this process set them. */
const { AWS_ENDPOINT_URL_SQS: outsideQueues, AWS_ENDPOINT_URL_DYNAMODB: outsideTables } = process.env;

/** SQS and DynamoDB in a process of their own, so that they do not wait for the harness; or those that the environment names. */
export interface Servers extends Endpoints {
  close(): Promise<void>;
}

const Ready = z.object({ queues: z.string(), tables: z.string() });

export async function startServers({ unpatched = false }: ServersOptions = {}): Promise<Servers> {
  const copy = unpatched ? unpatchedCopy() : undefined;
  const child = fork(fileURLToPath(import.meta.url), copy ? [copy.entry] : [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { PATH: process.env['PATH'] },
  });
  const told: unknown[] = await once(child, 'message');
  const { queues, tables } = Ready.parse(told[0]);
  return {
    queues: outsideQueues ?? queues,
    tables: outsideTables ?? tables,
    async close() {
      child.kill('SIGKILL');
      await once(child, 'exit');
      copy?.remove();
    },
  };
}

let starting: Promise<unknown> = Promise.resolve();

/** Lets a run start with these servers instead of its own, one run after the other. Queue URLs carry the address that made them, and clients follow it. */
export async function standingBefore<Run>({ queues, tables }: Endpoints, start: () => Promise<Run>): Promise<Run> {
  const started = starting.then(async () => {
    Object.assign(process.env, { AWS_ENDPOINT_URL_SQS: queues, AWS_ENDPOINT_URL_DYNAMODB: tables });
    return start();
  });
  starting = started.catch(() => {});
  return started;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Beside links to all that it needs. */
function unpatchedCopy(): { readonly entry: string; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), 'bunce-sync-unpatched-'));
  const modules = join(directory, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (name !== 'fauxqs' && !name.startsWith('.')) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  cpSync(join(ROOT, 'node_modules/fauxqs'), join(modules, 'fauxqs'), { recursive: true });
  const patch = readdirSync(join(ROOT, 'patches')).find((name) => name.startsWith('fauxqs')) ?? '';
  execFileSync('git', ['apply', '--reverse', join(ROOT, 'patches', patch)], { cwd: directory });
  const entry = pathToFileURL(join(modules, 'fauxqs/dist/app.js')).href;
  return { entry, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

const Embedded = z.object({ buildApp: z.custom<typeof buildApp>((value) => typeof value === 'function') });

/** What runs in the child. */
async function serve(entry: string | undefined): Promise<void> {
  const { startQueueServer } = await import('../queues.ts');
  const { startTableServer } = await import('../tables.ts');
  const tables = await startTableServer();
  const queues = entry === undefined ? (await startQueueServer()).endpoint : await unpatchedServer(entry);
  process.send?.({ queues, tables: tables.endpoint });
}

async function unpatchedServer(entry: string): Promise<string> {
  const published = Embedded.parse(await import(entry));
  return published.buildApp({ logger: false, defaultRegion: 'us-east-1' }).listen({ port: 0, host: '127.0.0.1' });
}

if (import.meta.main) {
  process.on('disconnect', () => process.exit());
  await serve(process.argv[2]);
}
