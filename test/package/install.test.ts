import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { fingerprintOf, type Installed, installed } from './installed.ts';

const TSC = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');

const CONFIG = `import { BUNCE_SANDBOX, defineConfig } from 'bunce-sync';

export default defineConfig({
  bunce: { baseUrl: BUNCE_SANDBOX },
  identity: 'clerk',
  defaultCountry: 'NG',
  providers: { clerk: {}, paystack: {} },
  generic: { backend: { scheme: 'standard-webhooks', on: {} } },
  events: { purchase_completed: { event: 'Purchase completed', parameters: { Amount: 'amount', Currency: 'currency' } } },
});
`;
const CHECKED = { module: 'nodenext', target: 'es2024', strict: true, noEmit: true, skipLibCheck: false };

let team: Installed;
let before: string;

beforeAll(async () => {
  team = await installed(inject('tarball'));
  before = fingerprintOf(join(team.folder, 'node_modules'));
  team.write('bunce-sync.config.ts', CONFIG);
  team.write('tsconfig.json', JSON.stringify({ compilerOptions: CHECKED, files: ['bunce-sync.config.ts'] }));
});
afterAll(() => team.remove());

it('the command line says its version', async () => {
  expect(await team.run('npx', ['--no-install', 'bunce-sync', '--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' });
});

it('a Node that is too old is told so in one sentence', async () => {
  team.write('old-node.mjs', "Object.defineProperty(process.versions, 'node', { value: '20.19.0' });\n");
  const main = join('node_modules', 'bunce-sync', 'dist', 'cli', 'main.js');
  const { code, stdout, stderr } = await team.run(process.execPath, ['--import', './old-node.mjs', main, 'doctor']);
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: 'bunce-sync needs Node 22.18 or newer, and this is Node 20.19.0.\n',
  });
});

it('a command without a project says what is missing', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'bunce-sync-elsewhere-'));
  const { code, stderr } = await team.run('npx', ['--no-install', 'bunce-sync', '--project', elsewhere, 'send', 'clerk', '--sample', 'x']);
  rmSync(elsewhere, { recursive: true });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('there is no bunce-sync.config.ts') });
});

it("the config is checked by the team's own compiler, declarations of libraries too", async () => {
  expect(await team.run(process.execPath, [TSC, '-p', '.'])).toEqual({ code: 0, stdout: '', stderr: '' });
});

it('the local run takes what a provider sends, and Bunce is told', async () => {
  const run = await localRun();
  for (const [provider, sample] of [
    ['clerk', 'user.created'],
    ['paystack', 'charge.success'],
  ] as const) {
    const sent = await team.run('npx', ['--no-install', 'bunce-sync', 'send', provider, '--sample', sample]);
    expect(sent).toMatchObject({ code: 0, stdout: expect.stringContaining('"outcome":"accepted"') });
  }
  await expect.poll(async () => (await fetch(run.events)).text(), { timeout: 60_000 }).toContain('12500.5');
  run.child.kill('SIGTERM');
  expect((await once(run.child, 'exit'))[0]).toBe(0);
});

it('nothing of all this was written under node_modules', () => {
  expect(fingerprintOf(join(team.folder, 'node_modules'))).toBe(before);
});

it('a byte that is written under node_modules is noticed', () => {
  writeFileSync(join(team.folder, 'node_modules', 'bunce-sync', 'planted'), '');
  expect(fingerprintOf(join(team.folder, 'node_modules'))).not.toBe(before);
});

/** On ports that are free, of which the command line is then told. */
async function localRun(): Promise<{ readonly child: ChildProcess; readonly events: string }> {
  const main = join('node_modules', 'bunce-sync', 'dist', 'local', 'main.js');
  const child = spawn(process.execPath, [main], { cwd: team.folder, env: { ...team.environment, PORT: '0', BUNCE_PORT: '0' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  await expect.poll(() => output, { timeout: 60_000 }).toMatch(/^ready$/m);
  team.environment['PORT'] = /127\.0\.0\.1:(\d+)\/webhooks/.exec(output)?.[1];
  return { child, events: /what arrived: (\S+)\)/.exec(output)?.[1] ?? '' };
}
