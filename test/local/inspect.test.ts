import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { synthesize } from '../../infra/synth.ts';
import { inspect, UnknownFunction } from '../../local/inspect.ts';
import { startLocalRun } from '../../local/run.ts';
import type { Project } from '../../shared/config/project.ts';
import { project } from '../project.ts';

const CODE = 'export const handler = async () => ({ statusCode: 200, batchItemFailures: [] });';

it('lets a debugger at the receiver of a provider, with a source map, once it was called, and at what reconciles by that word', async () => {
  process.env['CDK_VALIDATION'] = 'false';
  const directory = mkdtempSync(join(tmpdir(), 'bunce-sync-inspect-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  mkdirSync(join(directory, 'code'));
  writeFileSync(join(directory, 'code/index.mjs'), CODE);
  const small: Project = {
    ...project,
    config: { ...project.config, providers: { paystack: {} }, identity: 'paystack', reconcile: { paystack: '1d' } },
  };
  const assembly = join(directory, 'assembly');
  synthesize({ project: small, catalogue: 'none', outdir: assembly, code: () => join(directory, 'code') });
  const run = await startLocalRun({ project: small, assembly });
  onTestFinished(async () => run.stop());

  await expect(inspect('nobody', run)).rejects.toThrow(UnknownFunction);
  await expect(inspect('nobody', run)).rejects.toThrow(/expected a provider, consumer, or reconcile/);
  expect(await inspect('reconcile', run)).toBeGreaterThan(0);
  const port = await inspect('paystack', run);
  await fetch(`${run.gateway}/webhooks/paystack`, { method: 'POST', body: '{}' });
  const targets: unknown = await (await fetch(`http://127.0.0.1:${port}/json`)).json();
  expect(targets).toMatchObject([{ type: 'node' }]);
});
