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

/** SQS and DynamoDB in a process of their own, so that they do not wait for the harness; or those that the environment names. */
export interface Servers {
  readonly queues: string;
  readonly tables: string;
  close(): Promise<void>;
}

const Ready = z.object({ queues: z.string(), tables: z.string() });

export async function startServers({ unpatched = false }: ServersOptions = {}): Promise<Servers> {
  const copy = unpatched ? unpatchedCopy() : undefined;
  const child = fork(fileURLToPath(import.meta.url), copy ? [copy.entry] : [], { execArgv: ['--disable-warning=ExperimentalWarning'] });
  const [message]: unknown[] = await once(child, 'message');
  const { queues, tables } = Ready.parse(message);
  return {
    queues: process.env['AWS_ENDPOINT_URL_SQS'] ?? queues,
    tables: process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? tables,
    async close() {
      child.kill('SIGKILL');
      await once(child, 'exit');
      copy?.remove();
    },
  };
}

/** Lets a run start with these servers instead of its own. Queue URLs carry the address that made them, and clients follow it. */
export async function standingBefore<Run>({ queues, tables }: Pick<Servers, 'queues' | 'tables'>, start: () => Promise<Run>): Promise<Run> {
  const endpoints = { AWS_ENDPOINT_URL_SQS: queues, AWS_ENDPOINT_URL_DYNAMODB: tables };
  const outside = Object.keys(endpoints).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, endpoints);
  try {
    return await start();
  } finally {
    for (const [name, value] of outside) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
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
  const { startQueueServer } = await import('../../local/queues.ts');
  const { startTableServer } = await import('../../local/tables.ts');
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
