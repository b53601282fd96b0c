import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

import { LOCAL_BOND_KEYS } from '../bond/server.ts';
import type { LocalRun } from '../local-run.ts';
import { moduleFile } from '../../shared/runtime/library.ts';

export interface Importing {
  readonly run: Pick<LocalRun, 'gateway' | 'bond'>;
  /** The project's folder. */
  readonly root: string;
  /** Default: the product's own. */
  readonly callsPerMinute?: number | undefined;
  /** Asked every second; once it is true the import is ended: as a power cut would, or as Ctrl-C does. */
  readonly isEnough?: () => Promise<boolean>;
  readonly by?: Ending['by'];
}

export interface Imported {
  /** The most that it held, in MB. */
  readonly peak: number;
  /** As it prints it; undefined where it was killed. */
  readonly report: unknown;
}

/** Gives Bond's simulator so many customers more, whom nobody is. */
export async function invent({ bond }: Pick<LocalRun, 'bond'>, count: number): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(new URL('/_simulator/customers', bond.url), { method: 'POST', headers, body: JSON.stringify({ count }) });
}

/** `import customers --from bond` as a user starts it, from the simulator of a run that is announced. Throws where it fails by itself, and where it ends before it is told to. */
export async function importFromBond({ run, root, callsPerMinute, isEnough, by = 'SIGKILL' }: Importing): Promise<Imported> {
  const paced = callsPerMinute === undefined ? [] : ['--calls-per-minute', String(callsPerMinute)];
  const words = ['import', 'customers', '--from', 'bond', '--base-url', run.bond.url, ...paced, '--json'];
  const child = spawn(process.execPath, [moduleFile('cli/main.ts'), ...words], {
    cwd: root,
    env: {
      ...process.env,
      PORT: new URL(run.gateway).port,
      BOND_IDENTITY: LOCAL_BOND_KEYS.identity,
      BOND_AUTHORIZATION: LOCAL_BOND_KEYS.authorization,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = text(child.stdout);
  const closed = once(child, 'close');
  const peak = await watched(child, { isEnough, by }).finally(() => child.kill('SIGKILL'));
  await closed;
  const end = child.signalCode ?? child.exitCode ?? 0;
  if (!expected(by, isEnough !== undefined).includes(end)) throw new Error(`the import ended with ${end}: ${await said}`);
  return { peak, report: end === 'SIGKILL' ? undefined : JSON.parse(await said) };
}

/** 1: rows were refused, as some of the customers that every simulator of Bond has are to be; then it has printed its report. */
function expected(by: Ending['by'], isEnded: boolean): readonly (number | string)[] {
  if (!isEnded) return [0, 1];
  return by === 'SIGKILL' ? ['SIGKILL'] : [130];
}

interface Ending {
  readonly isEnough: Importing['isEnough'] | undefined;
  readonly by: 'SIGKILL' | 'SIGINT';
}

async function watched(child: ChildProcess, { isEnough, by }: Ending): Promise<number> {
  let peak = 0;
  let isEnded = false;
  while (child.exitCode === null && child.signalCode === null) {
    peak = Math.max(peak, peakOf(child.pid));
    if (!isEnded && (await isEnough?.())) isEnded = child.kill(by);
    await pause(1000);
  }
  return peak;
}

/** MB, as Linux counts them; none of a process that has gone. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
