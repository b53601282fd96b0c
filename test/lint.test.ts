import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { walls } from '../walls.ts';
import { planted } from './planted.ts';

const ROOT = join(import.meta.dirname, '..');
const Report = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string(), message: z.string(), help: z.optional(z.string()) })),
});
type Diagnostic = z.infer<typeof Report>['diagnostics'][number];

let tree: string;
let refusals: readonly Diagnostic[];

/** The project's own rules over a tree of nothing but planted files. */
beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'bunce-sync-lint-'));
  for (const file of ['oxlint.config.ts', 'walls.ts', 'tsconfig.json']) await copyFile(join(ROOT, file), join(tree, file));
  await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  for (const { file, refused, passing } of Object.values(planted)) {
    await mkdir(dirname(join(tree, file)), { recursive: true });
    await writeFile(join(tree, file), [...refused, ...passing].map((name) => `import '${name}';\n`).join(''));
  }
  const oxlint = promisify(execFile)(join(ROOT, 'node_modules/.bin/oxlint'), ['--format', 'json'], { cwd: tree, maxBuffer: 1 << 26 });
  const { stdout } = await oxlint.catch((error: { readonly stdout: string }) => error);
  refusals = Report.parse(JSON.parse(stdout)).diagnostics.filter(({ code }) => code === 'eslint(no-restricted-imports)');
});

afterAll(async () => rm(tree, { recursive: true, force: true }));

it.each(Object.entries(planted))('the wall "%s" refuses what is behind it and nothing else', (name, { file, refused }) => {
  const [, { message }] = Object.entries(walls).find(([each]) => each === name) ?? ['', { message: '' }];
  const here = refusals.filter(({ filename }) => filename === file);
  expect(here.map((refusal) => refusal.message.split("'")[1]).toSorted()).toEqual(refused.toSorted());
  expect([...new Set(here.map(({ help }) => help))]).toEqual([message]);
});
