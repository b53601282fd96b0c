import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

import { makeOwnProject, ownConfig } from '../local/load/own-project.ts';
import { moduleFile } from '../shared/runtime/library.ts';
import { median } from './cpu.ts';

/** Seconds from a save to the line that says it runs. */
const LIMIT = 2;

export interface ReloadOptions {
  readonly rounds: number;
  readonly json?: boolean;
}

interface Row {
  readonly what: string;
  readonly seconds: number;
  readonly limit: number;
  readonly ok: boolean;
}

/** Prints how long the local run takes to run what was saved; exits 1 beyond what is allowed. */
export async function printReload({ rounds, json }: ReloadOptions): Promise<void> {
  const rows = await measure(rounds);
  if (json) console.log(JSON.stringify(rows));
  else console.table(rows);
  process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
}

const ROOT = join(import.meta.dirname, '..');
const LIBRARY_MAP = join(ROOT, 'functions/webhooks/paystack/map.ts');

async function measure(rounds: number): Promise<readonly Row[]> {
  const root = makeOwnProject({ config: configWith('Signed up'), map: MAP });
  const [config, own] = [join(root, 'bunce-sync.config.ts'), join(root, 'providers/acme/map.ts')];
  const before = readFileSync(LIBRARY_MAP, 'utf8');
  const run = await startRun(root);
  const row = async (what: string, save: (round: number) => void): Promise<Row> => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // As fast as a person saves, at most.
      await pause(3500);
      const began = performance.now();
      save(round);
      await run.changed();
      times.push((performance.now() - began) / 1000);
    }
    const seconds = Number(median(times).toFixed(2));
    return { what, seconds, limit: LIMIT, ok: seconds <= LIMIT };
  };
  try {
    return [
      await row("own provider's map.ts", (round) => writeFileSync(own, `${MAP}\n// ${round}\n`)),
      await row('binding of the config', (round) => writeFileSync(config, configWith(`Signed up ${round}`))),
      await row("library's map.ts", (round) => writeFileSync(LIBRARY_MAP, `${before}// ${round}\n`)),
    ];
  } finally {
    writeFileSync(LIBRARY_MAP, before);
    await run.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

const configWith = (event: string): string => ownConfig({ event, providers: ['paystack', 'clerk'] });

const MAP = `export const opened = ({ email }) => [{ type: 'track-event', customer: { email }, event: { name: 'signed_up', properties: {} } }];`;

interface Run {
  /** Resolves with the next line that says what a change came to. Throws where it cannot be used. */
  changed(): Promise<void>;
  stop(): Promise<void>;
}

async function startRun(root: string): Promise<Run> {
  const env = { ...process.env, PORT: '0', BUNCE_PORT: '0' };
  const child = spawn(process.execPath, [moduleFile('cli/dev/main.ts'), '--project', root], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const waiting: ((line: string) => void)[] = [];
  const next = async (): Promise<string> => new Promise((resolve) => waiting.push(resolve));
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'ready' || line.includes(' changed')) waiting.shift()?.(line);
  });
  await next();
  return {
    async changed() {
      const line = await next();
      if (line.includes('cannot be used')) throw new Error(line);
    },
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
