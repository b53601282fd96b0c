import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { bundle } from '../../infra/bundle.ts';
import { synthesize } from '../../infra/synth.ts';
import { findProject, loadProject, type Project } from '../../shared/config/project.ts';
import { checks } from '../../testing/checks.ts';
import { folderChecks } from '../../testing/folder-checks.ts';
import { cli, type Ran } from '../cli/cli.ts';
import { removeTeam, teamFolder } from './team.ts';

const LIBRARY = join(import.meta.dirname, '../..');
let root = '';
let project: Project;
beforeAll(async () => {
  process.env['CDK_VALIDATION'] = 'false';
  root = await teamFolder();
  project = loadProject(root);
});
afterAll(() => removeTeam(root));

describe("a team's folder", () => {
  it('is found from any folder in it', () => {
    mkdirSync(join(root, 'apps/shop'), { recursive: true });
    expect(findProject(join(root, 'apps/shop'))).toMatchObject({ root, configFile: join(root, 'bunce-sync.config.ts') });
  });

  it('brings its own providers, by the folders they stand in', () => {
    expect(Object.keys(project.ownProviders)).toEqual(['acme']);
    expect(project.ownProviders['acme']).toMatchObject({ folder: join(root, 'providers/acme'), provider: { name: 'acme' } });
  });
});

const Metafile = z.object({ outputs: z.record(z.string(), z.object({ inputs: z.record(z.string(), z.unknown()) })) });

describe('the bundles of a team', () => {
  const inputs = new Map<string, readonly string[]>();
  beforeAll(async () => {
    const outdir = join(root, 'bundles');
    await bundle({ project, names: ['acme', 'clerk', 'my-app', 'consumer'], outdir });
    const { outputs } = Metafile.parse(JSON.parse(readFileSync(join(outdir, 'metafile.json'), 'utf8')));
    for (const [file, output] of Object.entries(outputs)) inputs.set(file.split('/').at(-2) ?? '', Object.keys(output.inputs));
  });
  const ofProviders = (name: string): readonly string[] =>
    (inputs.get(name) ?? []).flatMap((file) => /(?:functions\/webhooks|providers)\/[\w-]+\//.exec(file)?.[0] ?? []);

  it.each([
    ['acme', ['providers/acme/']],
    ['clerk', ['functions/webhooks/clerk/']],
    ['my-app', ['functions/webhooks/standard-webhooks/']],
    ['consumer', []],
  ])("of %s carries its own provider's code and no other's", (name, folders) => {
    expect([...new Set(ofProviders(name))]).toEqual(folders);
  });

  it('carry the config where it is needed, and only there', () => {
    const carrying = [...inputs].filter(([, files]) => files.some((file) => file.endsWith('bunce-sync.config.ts'))).map(([name]) => name);
    expect(carrying.sort()).toEqual(['consumer', 'my-app']);
  });

  it('carry nothing of the stack, the command line, the local run or the tests', () => {
    const foreign = [...inputs.values()].flat().filter((file) => /^(infra|cli|local|testing|test)\//.test(file));
    expect([...new Set(foreign)].filter((file) => file !== 'infra/lambda-credentials.ts')).toEqual([]);
  });
});

describe('the commands of a team', () => {
  const body = 'providers/acme/samples/example.paid/body.json';
  const inTeam = async (...parameters: readonly string[]): Promise<Ran> => cli(['--project', root, ...parameters]);

  it('map a webhook of its own provider', async () => {
    const { code, stdout } = await inTeam('map', 'acme', '--json', '--body', join(root, body));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'accepted', commands: [{ event: { name: 'purchase_completed' } }] });
  });

  it('verify what its own provider signed', async () => {
    const [known] = z
      .array(z.object({ secret: z.string(), headers: z.record(z.string(), z.string()) }))
      .parse(JSON.parse(readFileSync(join(root, 'providers/acme/known-answer.json'), 'utf8')));
    const header = `x-acme-signature: ${known?.headers['x-acme-signature']}`;
    const given = ['--body', join(root, body), '--secret', known?.secret ?? '', '--header', header];
    expect(await inTeam('verify', 'acme', ...given)).toMatchObject({ code: 0, stdout: 'ok\n' });
  });

  it('connect it, with a sample of its own', async () => {
    const { stdout } = await inTeam('connect', 'acme');
    expect(stdout).toContain('send acme --sample example.paid');
    expect(stdout).toContain('read providers/acme/README.md');
  });
});

it('a stack of a team has a receiver for its own provider, and nothing is written into the library', async () => {
  const before = readdirSync(LIBRARY);
  const outdir = join(root, 'assembly');
  const template = await synthesize({ project, catalogue: 'none', outdir });
  expect(readFileSync(template, 'utf8')).toContain('"RouteKey": "POST /webhooks/acme"');
  expect(readdirSync(join(root, '.bunce-sync/bundles/default-local'))).toContain('acme');
  expect(readdirSync(LIBRARY)).toEqual(before);
});

const Results = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) })) }),
  ),
});

it("the contract suite runs over what new-provider wrote, filled in, and over the config's senders", { timeout: 120_000 }, async () => {
  const vitest = join(LIBRARY, 'node_modules/.bin/vitest');
  const results = join(root, 'results.json');
  await promisify(execFile)(vitest, ['run', '--root', root, '--reporter=json', `--outputFile=${results}`], { cwd: root }).catch(() => {});
  const owed = 2 * Object.keys(checks).length + Object.keys(folderChecks).length;
  const { testResults, numPassedTests } = Results.parse(JSON.parse(readFileSync(results, 'utf8')));
  expect(testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status !== 'passed'))).toEqual([]);
  // And the one of quirks.test.ts.
  expect(numPassedTests).toBe(owed + 1);
});
