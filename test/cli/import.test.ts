import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import { type BondSimulator, LOCAL_BOND_KEYS, startBondSimulator } from '../../local/bond/server.ts';
import { type BunceSimulator, startBunceSimulator } from '../../local/bunce/server.ts';
import { cli } from './cli.ts';
import { fileOf } from './import-scene.ts';
import { startTarget, type Target } from './target.ts';

let [target, bunce, bond]: [Target?, BunceSimulator?, BondSimulator?] = [];
beforeAll(async () => {
  [bunce, bond] = await Promise.all([startBunceSimulator(), startBondSimulator()]);
  imports = await mkdtemp(join(tmpdir(), 'imports-'));
  target = await startTarget({ bunce: bunce.url, imports });
});
afterAll(async () => {
  await Promise.all([target?.stop(), bunce?.close(), bond?.close(), rm(imports, { recursive: true, force: true })]);
});

const BOND = { BOND_IDENTITY: LOCAL_BOND_KEYS.identity, BOND_AUTHORIZATION: LOCAL_BOND_KEYS.authorization };

const imported = async (words: readonly string[], environment: Readonly<Record<string, string>> = {}, input = '') =>
  cli(['import', 'customers', ...words], { environment: { ...target?.environment, ...environment }, input });

let imports = '';
const kept = async (): Promise<readonly string[]> => (await readdir(imports)).map((name) => join(imports, name));

const HEAD = 'id,email,first_name,last_name,phone';

it('brings a file, or standard input, to the simulator of the local run, lists what was refused, and exits 1', async () => {
  const text = `${HEAD}\nf1,f1@example.com,Ada,Obi,+2348031234567\nf2,none,Bo,Eze,+2348031234568\n`;
  const file = await fileOf(text);
  const dry = await imported(['-', '--from', 'csv', '--provider', 'clerk', '--dry-run'], {}, text);
  expect(dry).toMatchObject({ code: 1, stdout: expect.stringContaining('2: f1  f…@example.com  created') as string });
  const { code, stdout } = await imported([file, '--from', 'csv', '--provider', 'clerk', '--json']);
  expect({ code, report: JSON.parse(stdout) as unknown }).toMatchObject({
    code: 1,
    report: { dryRun: false, finished: true, seen: 2, created: 1, listed: [{ number: 3, why: 'the e-mail is none' }] },
  });
  expect(stdout).not.toContain('example.com');
  const { listedIn } = JSON.parse(stdout) as { listedIn: string };
  expect(await readFile(listedIn, 'utf8')).toBe('3: the e-mail is none\n');
  await rm(listedIn);
});

it('brings Bond’s customers, and learns whose its ids are', async () => {
  const words = ['--from', 'bond', '--base-url', bond?.url ?? '', '--json'];
  const first = await imported(words, BOND);
  expect(JSON.parse(first.stdout)).toMatchObject({ finished: true, created: expect.any(Number) as number });
  const { created } = JSON.parse(first.stdout) as { created: number };
  expect(created).toBeGreaterThan(0);
  expect(JSON.parse((await imported(words, BOND)).stdout)).toMatchObject({ created: 0, leftAlone: { 'known already': created } });
});

it('asks no real provider from the local run by itself, and names what it lacks', async () => {
  expect(await imported(['--from', 'stripe'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--base-url https://api.stripe.com/v1 does') as string,
  });
  expect(await imported(['--from', 'stripe', '--base-url', 'http://127.0.0.1:9'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('set STRIPE_SECRET_KEY to a secret or restricted key') as string,
  });
  expect(await imported(['--from', 'paddle'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--from takes csv, bond') as string,
  });
  expect(await imported(['--from', 'csv'])).toMatchObject({ code: 2, stderr: expect.stringContaining('takes a file') as string });
});

it('goes on after Ctrl-C: what it has written down is for its owner alone, and nothing of a person', async () => {
  const rows = Array.from({ length: 150 }, (_, index) => `k${index},k${index}@example.com,Kept,Obi,+234803123${String(index + 1000)}`);
  const words = [await fileOf([HEAD, ...rows].join('\n')), '--from', 'csv', '--provider', 'clerk', '--calls-per-minute', '20', '--json'];
  const killed = spawn(process.execPath, [join(import.meta.dirname, '../../cli/main.ts'), 'import', 'customers', ...words], {
    env: { ...process.env, ...target?.environment },
  });
  const path = await vi.waitUntil(async () => (await kept()).find((name) => name.endsWith('.json')), { timeout: 60_000, interval: 100 });
  killed.kill('SIGINT');
  await once(killed, 'close');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).not.toContain('example.com');
  const { stdout, stderr } = await imported([...words.slice(0, -3), '--json']);
  expect(stderr).toContain('rows of an earlier run');
  expect(JSON.parse(stdout)).toMatchObject({ seen: 150, created: 150, leftAlone: {}, refused: {} });
  expect(await kept()).toEqual([]);
});

it('begins anew once the local run has been emptied', async () => {
  await writeFile(join(imports, 'import-csv-0.json'), '{}');
  expect(await target?.run('reset')).toMatchObject({ code: 0 });
  expect(existsSync(imports)).toBe(false);
});
