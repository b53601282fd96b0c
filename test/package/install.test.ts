import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { CONFIG, fillIn } from '../project/team.ts';
import { changesBetween, type Contents, contentsOf, type Installed, installed, type Ran } from './installed.ts';

const TSC = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');

const CHECKED = { module: 'nodenext', target: 'es2024', strict: true, noEmit: true, skipLibCheck: false, allowImportingTsExtensions: true };

let team: Installed;
let before: Contents;

beforeAll(async () => {
  team = await installed(inject('tarball'));
  before = contentsOf(join(team.folder, 'node_modules'));
});
afterAll(() => team.remove());

const bunceSync = async (...words: readonly string[]): Promise<Ran> => team.run('npx', ['--no-install', 'bunce-sync', ...words]);

async function vitest(): Promise<Omit<Ran, 'stderr'>> {
  const { code, stdout } = await team.run('npx', ['--no-install', 'vitest', 'run', '--no-cache']);
  return { code, stdout };
}

it('the command line says its version', async () => {
  expect(await bunceSync('--version')).toMatchObject({ code: 0, stdout: '0.1.0\n' });
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
  const { code, stderr } = await bunceSync('--project', elsewhere, 'send', 'clerk', '--sample', 'x');
  rmSync(elsewhere, { recursive: true });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('there is no bunce-sync.config.ts') });
});

it('init adds to the folder what it lacks, which type-checks and passes its test', async () => {
  const flags = ['--yes', '--providers', 'clerk,paystack', '--identity', 'clerk', '--country', 'NG'];
  expect(await bunceSync('init', ...flags)).toMatchObject({ code: 0, stdout: expect.stringContaining('npx bunce-sync dev') });
  expect(await team.run(process.execPath, [TSC, '-p', '.'])).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await vitest()).toEqual({ code: 0, stdout: expect.stringMatching(/Test Files.*1 passed/) });
  // What follows has a config of its own.
  rmSync(join(team.folder, 'test'), { recursive: true });
});

it('new-provider writes a provider that is filled in, enabled and found', async () => {
  team.write('bunce-sync.config.ts', CONFIG.replace(', acme: {}', ''));
  expect(await bunceSync('new-provider', 'acme')).toMatchObject({ code: 0, stderr: '' });
  team.write('bunce-sync.config.ts', CONFIG);
  fillIn(join(team.folder, 'providers/acme'));
  const mapped = await bunceSync('map', 'acme', '--json', '--body', 'providers/acme/samples/example.paid/body.json');
  expect(mapped).toMatchObject({ code: 0, stdout: expect.stringContaining('purchase_completed') });
});

it("config, provider and a back end that calls Bunce are checked by the team's own compiler, declarations of libraries too", async () => {
  const files = ['bunce-sync.config.ts', 'providers/acme/provider.ts', 'back-end.ts'];
  team.write('back-end.ts', BACK_END);
  team.write('tsconfig.json', JSON.stringify({ compilerOptions: CHECKED, files }));
  expect(await team.run(process.execPath, [TSC, '-p', '.'])).toEqual({ code: 0, stdout: '', stderr: '' });
});

const BACK_END = `
import { bunce, BUNCE_SANDBOX, BunceError, type Customer } from 'bunce-sync/bunce';

const { customers, events } = bunce({ baseUrl: BUNCE_SANDBOX, key: '', retries: 0 });
const error: unknown = await customers.find('u_1').catch((thrown: unknown) => thrown);
if (!(error instanceof BunceError) || error.kind !== 'misdirected') throw error;
export const seen = async (person: Customer): Promise<void> =>
  events.trigger({ event_id: 'e', payload: { customer: { customer_id: person.customer_id }, 'Seen at': new Date() } });
`;

it('the back end is told that its key is missing, as an error of the package', async () => {
  expect(await team.run(process.execPath, ['back-end.ts'])).toMatchObject({ code: 0 });
});

it("the contract suite runs over the team's provider in its own vitest", async () => {
  expect(await vitest()).toEqual({ code: 0, stdout: expect.stringMatching(/Test Files.*2 passed/) });
});

it("the construct stands in the team's own CDK app, beside another stack", async () => {
  team.write('app.ts', APP);
  expect(await team.run(process.execPath, ['app.ts'])).toMatchObject({ code: 0 });
  const typesIn = (stack: string): string => readFileSync(join(team.folder, 'made', `${stack}.template.json`), 'utf8');
  expect(typesIn('Messages')).toMatch(/AWS::SQS::Queue[\s\S]*AWS::Lambda::Function/);
  expect(typesIn('Shop')).toContain('AWS::S3::Bucket');
});

const APP = `
import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BunceSync } from 'bunce-sync/cdk';

const app = new App({ outdir: 'made' });
new Bucket(new Stack(app, 'Shop'), 'Files');
new BunceSync(new Stack(app, 'Messages'), 'Sync', { project: import.meta.dirname, catalogue: 'simulator' });
app.synth();
`;

it('the local run takes what a built-in provider, an own one and a sender tell, and Bunce is told', async () => {
  const run = await localRun();
  mkdirSync(join(team.folder, 'samples/my-app/order.paid'), { recursive: true });
  team.write(
    'samples/my-app/order.paid/body.json',
    JSON.stringify({ type: 'order.paid', id: 'u-7', email: 'ngozi@example.com', no: 'N-7' }),
  );
  for (const [provider, sample] of SENT) {
    const sent = await bunceSync('send', provider, '--sample', sample);
    expect(sent).toMatchObject({ code: 0, stdout: expect.stringContaining('"outcome":"accepted"') });
  }
  const told = async (what: string): Promise<string> => (await fetch(new URL(what, run.events))).text();
  for (const reference of ['payment-1', 'N-7'])
    await expect.poll(async () => told('events'), { timeout: 60_000 }).toContain(`"${reference}"`);
  // The config binds no sign-up: Clerk's says who there is.
  await expect.poll(async () => told('customers'), { timeout: 60_000 }).toMatch(/ngozi\.eze@example\.com/i);
  run.child.kill('SIGTERM');
  expect((await once(run.child, 'exit'))[0]).toBe(0);
});

const SENT = [
  ['clerk', 'user.created'],
  ['acme', 'example.paid'],
  ['my-app', 'order.paid'],
] as const;

it('nothing of all this was written under node_modules', () => {
  expect(changes()).toEqual([]);
});

it('a file that is written under node_modules is noticed', () => {
  const planted = join(team.folder, 'node_modules', 'bunce-sync', 'planted');
  writeFileSync(planted, '');
  expect(changes()).toEqual([planted]);
});

const changes = (): readonly string[] => changesBetween(before, contentsOf(join(team.folder, 'node_modules')));

/** On ports that are free, of which the command line is then told. */
async function localRun(): Promise<{ readonly child: ChildProcess; readonly events: string }> {
  const main = join('node_modules', 'bunce-sync', 'dist', 'cli', 'main.js');
  const child = spawn(process.execPath, [main, 'dev'], { cwd: team.folder, env: { ...team.environment, PORT: '0', BUNCE_PORT: '0' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  await expect.poll(() => output, { timeout: 60_000 }).toMatch(/^ready$/m);
  team.environment['PORT'] = /127\.0\.0\.1:(\d+)\/webhooks/.exec(output)?.[1];
  return { child, events: /what arrived: (\S+)\)/.exec(output)?.[1] ?? '' };
}
