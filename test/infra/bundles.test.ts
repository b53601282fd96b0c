import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { providers } from '../../functions/webhooks/registry.ts';
import { bundle } from '../../infra/bundle.ts';
import { bundleNow } from '../../infra/bundle-now.ts';
import { RECONCILE } from '../../infra/names.ts';
import { project } from '../project.ts';
import type { GenericSource } from '../../shared/webhook/generic-source.ts';

const generic: Readonly<Record<string, GenericSource>> = {
  'my-app': { scheme: 'standard-webhooks', on: {} },
  'legacy-shop': { scheme: 'hmac', signature: { mode: 'basic' }, on: {} },
};
const folderOf = (name: string): string => `functions/webhooks/${generic[name]?.scheme ?? name}/`;
const receivers = [...Object.keys(providers), ...Object.keys(generic)];

const Metafile = z.object({ outputs: z.record(z.string(), z.object({ bytes: z.number(), inputs: z.record(z.string(), z.unknown()) })) });
const outdir = mkdtempSync(join(tmpdir(), 'bunce-sync-bundles-'));
const bundles = new Map<string, z.infer<typeof Metafile>['outputs'][string]>();

beforeAll(async () => {
  const config = { ...project.config, generic, reconcile: { stripe: '1d', paystack: '7d' } } as const;
  await bundle({ project: { ...project, config }, names: [...receivers, 'consumer', RECONCILE], outdir });
  const { outputs } = Metafile.parse(JSON.parse(readFileSync(join(outdir, 'metafile.json'), 'utf8')));
  for (const [file, output] of Object.entries(outputs)) bundles.set(file.split('/').at(-2) ?? '', output);
});
afterAll(() => rmSync(outdir, { recursive: true }));

const inputsOf = (name: string): readonly string[] => Object.keys(bundles.get(name)?.inputs ?? {});

describe.each(receivers)('the receiver of %s', (name) => {
  it("carries its own provider's code and no other's", () => {
    const folders = inputsOf(name).flatMap((file) => /^functions\/webhooks\/.*\//.exec(file)?.[0] ?? []);
    expect([...new Set(folders)]).toEqual([folderOf(name)]);
  });

  it('carries nothing of the consumer, the stack, the command line or the local run', () => {
    const foreign = inputsOf(name).filter((file) => /^(functions\/consumer|infra|cli|local|test)\//.test(file));
    expect(foreign.filter((file) => file !== 'infra/lambda-credentials.ts')).toEqual([]);
  });

  it('weighs 200 kB at most', () => {
    expect(bundles.get(name)?.bytes).toBeLessThanOrEqual(200_000);
  });
});

it.each(Object.keys(generic))('the receiver of %s brings the config, where its mapping is', (name) => {
  expect(inputsOf(name)).toContain('bunce-sync.config.ts');
});

it('the consumer weighs 1 MB at most', () => {
  expect(bundles.get('consumer')?.bytes).toBeLessThanOrEqual(1_000_000);
});

describe('what reconciles', () => {
  it('carries the code of those that the config names, and no other', () => {
    const folders = inputsOf(RECONCILE).flatMap((file) => /^functions\/webhooks\/(\w+)\//.exec(file)?.[1] ?? []);
    expect(new Set(folders)).toEqual(new Set(['stripe', 'paystack']));
  });

  it('of the consumer carries the ledger, and nothing of what sends', () => {
    const ours = inputsOf(RECONCILE).filter((file) => /^(functions\/consumer|infra|cli|local|test)\//.test(file));
    expect(ours.map((file) => file.split('/').at(-1)).toSorted()).toEqual(['lambda-credentials.ts', 'ledger-pages.ts', 'ledger.ts']);
  });

  it('weighs 800 kB at most', () => {
    expect(bundles.get(RECONCILE)?.bytes).toBeLessThanOrEqual(800_000);
  });
});

describe('a construct, which cannot wait,', () => {
  const order = { root: project.root, stage: 'default' };

  it('gets its bundles at once, of a process of its own', () => {
    const code = bundleNow({ ...order, names: ['paystack'] });
    expect(readdirSync(code('paystack'))).toContain('index.mjs');
  });

  it('gets what was wrong there as an error of its own', () => {
    expect(() => bundleNow({ ...order, names: ['paypol'] })).toThrow(/^the functions cannot be bundled: .*no such file: .*paypol/);
  });
});
