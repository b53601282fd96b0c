import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, it } from 'vitest';

import config from '../../bunce-sync.config.ts';
import { attributes, events } from '../../cli/init/bindings.ts';
import { diff } from '../../cli/init/diff.ts';
import { stageOf } from '../../shared/config/config.ts';
import { loadProject } from '../../shared/config/project.ts';
import { cli } from './cli.ts';
import { install } from '../project/team.ts';
import { emptyFolder } from './empty-folder.ts';

const ROOT = join(import.meta.dirname, '../..');
const SHOP = ['--yes', '--providers', 'clerk,paystack', '--identity', 'clerk', '--country', 'NG'];

const init = async (folder: string, words = SHOP) => cli(['--project', folder, 'init', ...words]);
const textIn = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');
const run = async (folder: string, words: readonly string[]) =>
  promisify(execFile)(process.execPath, [...words], { cwd: folder, env: { ...process.env, VITEST: undefined } });

describe('init in an empty folder', () => {
  it('leaves one that type-checks, whose test passes, and whose app is synthesized', async () => {
    const folder = emptyFolder();
    expect(await init(folder)).toMatchObject({ code: 0, stderr: expect.stringContaining('new      cdk.json') });
    install(folder);
    // Here the library's sources stand where its declarations would.
    await run(folder, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.', '--exactOptionalPropertyTypes']);
    expect((await run(folder, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run'])).stdout).toContain('1 passed');
    const environment = { CDK_CONTEXT_JSON: '{"catalogue":"simulator"}', CDK_OUTDIR: join(folder, 'cdk.out'), CDK_VALIDATION: 'false' };
    expect(await cli(['--project', folder, 'app'], { environment })).toMatchObject({ code: 0 });
    expect(readdirSync(join(folder, 'cdk.out'))).toContain('BunceSync.template.json');
    // Read from a simulator: nothing is deployed until setup has read an account.
    expect(await cli(['--project', folder, 'app'])).toMatchObject({ code: 1, stderr: expect.stringContaining('setup --stage default') });
  });

  it('says what to run next', async () => {
    const { stdout } = await init(emptyFolder());
    expect(stdout).toMatch(/Next:\n {2}npm install\n {2}npx bunce-sync dev\n {2}npx bunce-sync send clerk --sample \S+/);
  });

  it('done again does nothing', async () => {
    const folder = emptyFolder();
    await init(folder);
    const { stdout } = await init(folder, [...SHOP, '--json']);
    expect(JSON.parse(stdout)).toEqual({ written: true, created: [], changed: [], left: [], open: [] });
  });

  it('marks a setting that nobody but the team knows, and names it', async () => {
    const folder = emptyFolder();
    const { stdout } = await init(folder, ['--yes', '--providers', 'paypal', '--country', 'GB']);
    expect(stdout).toContain("providers.paypal.webhookId: the webhook's id");
    expect(textIn(folder, 'bunce-sync.config.ts')).toContain("paypal: { webhookId: '<webhookId>' }");
  });
});

describe('init in a project', () => {
  const THEIRS = { name: 'shop', type: 'module', scripts: { test: 'jest' }, devDependencies: { typescript: '5.9.0', zx: '8.0.0' } };

  it('adds what is lacking, shows it, and changes nothing that is there', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'package.json'), JSON.stringify(THEIRS, undefined, 4));
    writeFileSync(join(folder, '.gitignore'), 'node_modules\ncoverage');
    writeFileSync(join(folder, 'tsconfig.json'), '{}');
    const { stderr } = await init(folder);
    expect(stderr).toMatch(/changes {2}package\.json[^]*\+ {9}"dev": "bunce-sync dev"[^]*changes {2}\.gitignore[^]*left {5}tsconfig\.json/);
    const after: unknown = JSON.parse(textIn(folder, 'package.json'));
    expect(after).toMatchObject({ ...THEIRS, scripts: { ...THEIRS.scripts, dev: 'bunce-sync dev' } });
    expect(textIn(folder, 'package.json')).toMatch(/^ {4}"name"/m);
    expect(textIn(folder, '.gitignore')).toBe('node_modules\ncoverage\ncdk.out/\n.bunce-sync/\n');
    expect(textIn(folder, 'tsconfig.json')).toBe('{}');
  });

  it('leaves a config, and its catalogue and tests with it, and a CDK app of their own', async () => {
    const folder = emptyFolder();
    for (const file of ['bunce-sync.config.ts', 'cdk.json']) writeFileSync(join(folder, file), '');
    const { stdout } = await init(folder, [...SHOP, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      left: ['bunce-sync.config.ts', 'cdk.json'],
      created: ['package.json', 'tsconfig.json', '.gitignore'],
    });
  });

  it('names its modules so that Node reads them as such where the package is none', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'package.json'), '{}');
    await init(folder);
    install(folder);
    expect(stageOf(loadProject(folder).config, 'production').identity).toBe('clerk');
    expect(readdirSync(join(folder, 'test'))).toEqual(['triggers.test.mts']);
  });

  it('refuses a package.json that is none, and writes nothing', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'package.json'), '{');
    expect(await init(folder)).toMatchObject({ code: 2, stderr: expect.stringContaining('package.json') });
    expect(readdirSync(folder)).toEqual(['package.json']);
  });
});

it.each([
  ['nobody who could answer', ['--providers', 'clerk'], 'init asks'],
  ['no providers', ['--yes'], 'give --providers'],
  ['an unknown provider', ['--yes', '--providers', 'paystak'], 'did you mean paystack?'],
  [
    'an identity that is not among the providers',
    ['--yes', '--providers', 'clerk,kora', '--identity', 'auth0'],
    'one of the providers: clerk, kora',
  ],
  ['no country', ['--yes', '--providers', 'clerk'], 'give --country'],
  ['a country by its name', ['--yes', '--providers', 'clerk', '--country', 'Nigeria'], 'did you mean NG?'],
  ['a country that is none', ['--yes', '--providers', 'clerk', '--country', 'XX'], 'ISO 3166-1 code such as NG, got "XX"'],
])('init refuses %s, and writes nothing', async (_, words, why) => {
  const folder = emptyFolder();
  expect(await init(folder, words)).toMatchObject({ code: 2, stderr: expect.stringContaining(why) });
  expect(readdirSync(folder)).toEqual([]);
});

it("the repository's own config binds what init binds", () => {
  expect({ events, attributes }).toEqual({ events: config.events, attributes: config.attributes });
});

it('a diff shows what goes and comes under the line before', () => {
  expect(diff('a\nb\nc', 'a\nc\nd')).toBe('  a\n- b\n  c\n+ d');
  expect(diff('same', 'same')).toBe('');
});
