import { execFile } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { build } from 'esbuild';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import * as z from 'zod/mini';

import { providers } from '../../functions/webhooks/registry.ts';

const Manifest = z.object({ dependencies: z.record(z.string(), z.string()), peerDependencies: z.record(z.string(), z.string()) });

const run = promisify(execFile);
const tarball = inject('tarball');
let unpacked: string;
let files: readonly string[];
const text = (file: string): string => readFileSync(join(unpacked, file), 'utf8');

beforeAll(async () => {
  unpacked = await mkdtemp(join(tmpdir(), 'bunce-sync-unpacked-'));
  await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components', '1']);
  files = globSync('**/*.*', { cwd: unpacked, withFileTypes: true }).flatMap((file) =>
    file.isFile()
      ? join(file.parentPath, file.name)
          .slice(unpacked.length + 1)
          .replaceAll('\\', '/')
      : [],
  );
});
afterAll(async () => rm(unpacked, { recursive: true, force: true }));

it('the package is 3 MB at most', () => {
  expect(statSync(tarball).size).toBeLessThan(3_000_000);
});

it('the package holds nothing but what is built, its pages and its licences', () => {
  const tops = new Set(files.map((file) => file.split('/')[0]));
  expect([...tops].sort()).toEqual(['CHANGELOG.md', 'README.md', 'SECURITY.md', 'dist', 'docs', 'package.json']);
  expect(readFileSync(join(unpacked, 'LICENSE'), 'utf8')).toContain('MIT License');
  expect(text('dist/THIRD-PARTY-NOTICES.txt')).toContain('fauxqs 2.4.1 (MIT)');
});

it('the package holds no test, no harness and no TypeScript but declarations', () => {
  const foreign = /\.test\.|(?<!\.d)\.ts$|^dist\/(test|bench|build)\/|^dist\/local\/(load|gameday)\//;
  expect(files.filter((file) => foreign.test(file) && !file.includes('/template/'))).toEqual([]);
});

it('the queue server in the package is the patched one', () => {
  expect(text('dist/local/queue-server.js')).toContain('checkDeduplication(messageDeduplicationId, messageGroupId)');
});

it('whoever has an address in the package lives at example.com or example.org', () => {
  const addresses = files
    .filter((file) => file.includes('/samples/') || file.endsWith('known-answer.json'))
    .flatMap((file) => text(file).match(/[\w.+-]+@[\w-]+\.[\w.]+/g) ?? []);
  expect(addresses.length).toBeGreaterThan(100);
  expect(addresses.filter((address) => !/[@.]example\.(com|org)$/i.test(address))).toEqual([]);
});

it('every import leads to a file of the package or to a package that it declares', async () => {
  const { dependencies, peerDependencies } = Manifest.parse(JSON.parse(text('package.json')));
  const declared = new Set(Object.keys({ ...dependencies, ...peerDependencies }));
  const foreign = (await importsOf(files.filter(isModule))).filter((name) => !isBuiltin(name) && !name.startsWith('bunce-sync:'));
  expect(foreign.map(packageOf).filter((name) => !declared.has(name))).toEqual([]);
});

const isModule = (file: string): boolean => /^dist\/(?!receivers\/).*\.m?js$/.test(file);
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** What modules import of others; throws for a relative name that leads nowhere. */
async function importsOf(modules: readonly string[]): Promise<readonly string[]> {
  const options = { bundle: true, packages: 'external', platform: 'node', format: 'esm', write: false, metafile: true } as const;
  const { metafile } = await build({ ...options, absWorkingDir: unpacked, entryPoints: [...modules], outdir: 'out' });
  return [
    ...new Set(Object.values(metafile.inputs).flatMap((input) => input.imports.filter((each) => each.external).map((each) => each.path))),
  ];
}

it('the client of Bunce needs undici and zod, and nothing else', async () => {
  const foreign = (await importsOf(['dist/entries/bunce.js'])).filter((name) => !isBuiltin(name));
  expect([...new Set(foreign.map(packageOf))].sort()).toEqual(['undici', 'zod']);
});

it('every provider that needs no config has its receiver and a map to its source', () => {
  const receivers = Object.keys(providers).filter((name) => name !== 'hmac' && name !== 'standard-webhooks');
  const wanted = receivers.flatMap((name) => [`dist/receivers/${name}/index.mjs`, `dist/receivers/${name}/index.mjs.map`]);
  expect(files.filter((file) => file.startsWith('dist/receivers/')).sort()).toEqual(wanted.sort());
});

it('publint finds nothing', async () => {
  const bytes = readFileSync(tarball);
  const { messages } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
  expect(messages).toEqual([]);
});

it('the types are those of an ES module, wherever they are asked for', async () => {
  const attw = join(import.meta.dirname, '../../node_modules/@arethetypeswrong/cli/dist/index.js');
  const { stdout } = await run(process.execPath, [attw, tarball, '--profile', 'esm-only', '--format', 'json']);
  expect(JSON.parse(stdout)).toMatchObject({ analysis: { types: { kind: 'included' } } });
});
