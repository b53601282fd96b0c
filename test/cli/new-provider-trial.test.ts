import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';
import * as z from 'zod/mini';

import { copyOfTree, type Tree } from './tree.ts';

const FOLDER = 'functions/webhooks/acme-pay';

async function withAcmePay(): Promise<Tree> {
  const tree = copyOfTree();
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  await tree.run('git', 'init', '-q');
  await tree.run('git', 'add', '-A');
  await tree.run('git', ...identity, 'commit', '-qm', 'before');
  expect(await tree.run('node', 'cli/main.ts', 'new-provider', 'acme-pay', '--library')).toMatchObject({ code: 0, stderr: '' });
  await tree.run('git', 'add', '-A');
  return tree;
}

const Results = z.object({
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string() })) })),
});

/** The tests that speak of the new provider: title → passed or failed. */
async function contractOf({ root, run }: Tree): Promise<Readonly<Record<string, readonly string[]>>> {
  const outputFile = join(root, 'results.json');
  await run(
    'vitest',
    'run',
    'test/contract/contract.test.ts',
    FOLDER,
    '-t',
    'acme-pay|folder',
    '--reporter=json',
    `--outputFile=${outputFile}`,
  );
  const results = Results.parse(JSON.parse(readFileSync(outputFile, 'utf8'))).testResults.flatMap((file) => file.assertionResults);
  const titled = (status: string): readonly string[] => results.filter((one) => one.status === status).map(({ title }) => title);
  return { passed: titled('passed'), failed: titled('failed') };
}

it('adds one folder and one line, in order, that pass everything but the facts', { timeout: 300_000 }, async () => {
  const tree = await withAcmePay();
  const { stdout: stat } = await tree.run('git', 'diff', '--cached', '--stat=200');
  const changed = stat
    .trim()
    .split('\n')
    .slice(0, -1)
    .map((row) => row.trim().replaceAll(/ +/g, ' '));
  expect(changed.filter((row) => !row.startsWith(`${FOLDER}/`))).toEqual(['functions/webhooks/index.ts | 1 +']);

  const { passed, failed } = await contractOf(tree);
  expect(failed).toEqual(['brings a known answer and a sample', 'has every fact filled in']);
  expect(passed).toEqual(expect.arrayContaining(['has a registry line for every folder', 'maps each sample to exactly its commands']));

  for (const [program, ...parameters] of [
    ['oxfmt', '--check', FOLDER, 'functions/webhooks/index.ts'],
    ['oxlint', '--type-aware', FOLDER],
    ['tsc', '--noEmit'],
    ['knip'],
  ] as const) {
    const { code, stdout, stderr } = await tree.run(program, ...parameters);
    expect.soft(code === 0 || !/acme-?pay/i.test(stdout + stderr), `${program}: ${stdout}${stderr}`).toBe(true);
  }
});
